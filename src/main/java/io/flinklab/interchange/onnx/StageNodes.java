package io.flinklab.interchange.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import io.flinklab.features.FittedStage;
import java.util.ArrayList;
import java.util.List;

/** Turns stages into nodes, one after the other; the classifier, which is the last, ends it. */
final class StageNodes {
    private final GraphBuilder graph;
    private final GraphColumns columns = new GraphColumns();
    private final List<String> scored = new ArrayList<>();
    private final CategoryNodes categories;
    private final VectorNodes vectors;

    StageNodes(GraphBuilder graph) {
        this.graph = graph;
        categories = new CategoryNodes(graph, columns, scored::add);
        vectors = new VectorNodes(graph, columns);
    }

    void add(FittedStage stage) {
        if (stage instanceof FittedStage.StringIndexer indexer) {
            categories.add(indexer);
        } else if (stage instanceof FittedStage.OneHotEncoder encoder) {
            categories.add(encoder);
        } else if (stage instanceof FittedStage.Bucketizer bucketizer) {
            categories.add(bucketizer);
        } else if (stage instanceof FittedStage.Binarizer binarizer) {
            categories.add(binarizer);
        } else if (stage instanceof FittedStage.VectorAssembler assembler) {
            vectors.add(assembler);
        } else if (stage instanceof FittedStage.StandardScaler scaler) {
            vectors.add(scaler);
        } else if (stage instanceof FittedStage.PolynomialExpansion expansion) {
            vectors.add(expansion);
        } else if (stage instanceof FittedStage.Interaction interaction) {
            vectors.add(interaction);
        } else {
            String probability = vectors.probability((FittedStage.LogisticRegression) stage);
            graph.output(OnnxExport.PROBABILITY, orNaN(probability));
        }
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
