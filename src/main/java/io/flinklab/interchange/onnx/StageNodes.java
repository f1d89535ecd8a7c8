package io.flinklab.interchange.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import io.flinklab.features.FittedStage;
import java.util.ArrayList;
import java.util.List;

/** Turns stages into nodes, one after the other; the classifier, which is the last, ends it. */
final class StageNodes implements FittedStage.Visitor {
    private final GraphBuilder graph;
    private final GraphColumns columns;
    private final List<String> scored = new ArrayList<>();
    private final CategoryNodes categories;
    private final VectorNodes vectors;

    StageNodes(GraphBuilder graph, GraphColumns columns) {
        this.graph = graph;
        this.columns = columns;
        categories = new CategoryNodes(graph, columns, scored::add);
        vectors = new VectorNodes(graph, columns);
    }

    @Override
    public void visit(FittedStage.StringIndexer stage) {
        categories.add(stage);
    }

    @Override
    public void visit(FittedStage.OneHotEncoder stage) {
        categories.add(stage);
    }

    @Override
    public void visit(FittedStage.Bucketizer stage) {
        categories.add(stage);
    }

    @Override
    public void visit(FittedStage.Binarizer stage) {
        categories.add(stage);
    }

    @Override
    public void visit(FittedStage.Imputer stage) {
        categories.add(stage);
    }

    @Override
    public void visit(FittedStage.VectorAssembler stage) {
        vectors.add(stage);
    }

    @Override
    public void visit(FittedStage.StandardScaler stage) {
        vectors.add(stage);
    }

    @Override
    public void visit(FittedStage.PolynomialExpansion stage) {
        vectors.add(stage);
    }

    @Override
    public void visit(FittedStage.Interaction stage) {
        vectors.add(stage);
    }

    @Override
    public void visit(FittedStage.LogisticRegression stage) {
        graph.output(ProbabilityOutput.NAMES, orNaN(vectors.probability(stage)));
    }

    GraphProto graph() {
        columns.declareInputs(graph);
        return graph.build();
    }

    /** The probability of the rows that the model scores; NaN for the others. */
    private String orNaN(String probability) {
        return scored.stream()
                .reduce((left, right) -> graph.node("And", List.of(left, right)))
                .map(all -> List.of(all, probability, graph.row(Double.NaN)))
                .map(inputs -> graph.node("Where", inputs))
                .orElse(probability);
    }
}
