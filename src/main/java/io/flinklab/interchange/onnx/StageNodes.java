package io.flinklab.interchange.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import io.flinklab.features.FittedStage;
import io.flinklab.features.Monomials;
import io.flinklab.features.Predictor;
import io.flinklab.interchange.ModelExport;
import io.flinklab.interchange.onnx.GraphColumns.Column;
import io.flinklab.store.ModelFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Turns stages into nodes, one after the other; the classifier, which is the last, ends it. */
final class StageNodes extends CategoryNodes {

    StageNodes(GraphBuilder graph, GraphColumns columns) {
        super(graph, columns);
    }

    @Override
    public void visit(FittedStage.VectorAssembler stage) {
        List<String> inputs = stage.inputs().stream().map(columns::value).toList();
        String joined =
                inputs.size() == 1
                        ? inputs.get(0)
                        : graph.node("Concat", inputs, GraphBuilder.attribute("axis", 1));
        columns.add(
                stage.output(), joined, stage.sizes().stream().mapToInt(Integer::intValue).sum());
    }

    @Override
    public void visit(FittedStage.StandardScaler stage) {
        int size = stage.mean().size();
        String value = columns.value(stage.input());
        if (stage.withMean()) {
            value = graph.node("Sub", List.of(value, graph.row(array(stage.mean()))));
        }
        if (stage.withStd()) {
            double[] scale = array(stage.std());
            for (int i = 0; i < size; i++) {
                scale[i] = scale[i] == 0 ? 0 : 1 / scale[i];
            }
            value = graph.node("Mul", List.of(value, graph.row(scale)));
        }
        columns.add(stage.output(), value, size);
    }

    /** A monomial is a product of {@code degree} elements, a one beside the vector among them. */
    @Override
    public void visit(FittedStage.PolynomialExpansion stage) {
        Column input = columns.get(stage.input());
        List<int[]> monomials = Monomials.of(input.size(), stage.degree());
        String padded = withOne(input.value());
        List<String> factors = new ArrayList<>();
        for (int i = 0; i < stage.degree(); i++) {
            int factor = i;
            factors.add(
                    gather(
                            padded,
                            monomials.stream()
                                    .mapToLong(m -> factor < m.length ? m[factor] : input.size())
                                    .toArray()));
        }
        columns.add(stage.output(), product(factors), monomials.size());
    }

    @Override
    public void visit(FittedStage.Interaction stage) {
        List<Column> inputs = stage.inputs().stream().map(columns::get).toList();
        int size = inputs.stream().mapToInt(Column::size).reduce(1, Math::multiplyExact);
        List<String> factors = new ArrayList<>();
        int period = size;
        for (Column input : inputs) {
            int elements = input.size();
            int repeats = period / elements;
            factors.add(
                    elements == 1 || elements == size
                            ? input.value()
                            : gather(
                                    input.value(),
                                    IntStream.range(0, size)
                                            .mapToLong(i -> i / repeats % elements)
                                            .toArray()));
            period = repeats;
        }
        columns.add(stage.output(), product(factors), size);
    }

    @Override
    public void visit(FittedStage.LogisticRegression stage) {
        graph.output(ProbabilityOutput.NAMES, orNaN(probability(stage)));
    }

    @Override
    public void visit(Predictor.LinearSVC stage) {
        visit(stage.asLogistic());
    }

    @Override
    public void visit(FittedStage.FeatureHasher stage) {
        throw ModelExport.unwritable(stage, ModelFormat.ONNX);
    }

    @Override
    public void visit(FittedStage.KBinsDiscretizer stage) {
        throw ModelExport.unwritable(stage, ModelFormat.ONNX);
    }

    @Override
    public void visit(Predictor.NaiveBayes stage) {
        throw ModelExport.unwritable(stage, ModelFormat.ONNX);
    }

    @Override
    public void visit(Predictor.KMeans stage) {
        throw ModelExport.unwritable(stage, ModelFormat.ONNX);
    }

    GraphProto graph() {
        columns.declareInputs(graph);
        return graph.build();
    }

    /** The logistic function of the linear predictor, [N, 1]. */
    private String probability(FittedStage.LogisticRegression stage) {
        String margin =
                graph.node(
                        "MatMul",
                        List.of(
                                columns.value(stage.input()),
                                graph.column(array(stage.coefficients()))));
        if (stage.intercept() != 0) {
            margin = graph.node("Add", List.of(margin, graph.row(stage.intercept())));
        }
        return graph.node("Sigmoid", List.of(margin));
    }

    /** The probability of the rows that the model scores; NaN for the others. */
    private String orNaN(String probability) {
        return scored.stream()
                .reduce((left, right) -> graph.node("And", List.of(left, right)))
                .map(all -> List.of(all, probability, graph.row(Double.NaN)))
                .map(inputs -> graph.node("Where", inputs))
                .orElse(probability);
    }

    private String withOne(String vector) {
        return graph.node("Pad", List.of(vector, graph.integers(0, 0, 0, 1), graph.one()));
    }

    private String gather(String vector, long[] elements) {
        return graph.node(
                "Gather",
                List.of(vector, graph.integers(elements)),
                GraphBuilder.attribute("axis", 1));
    }

    private String product(List<String> factors) {
        return factors.stream()
                .reduce((left, right) -> graph.node("Mul", List.of(left, right)))
                .orElseThrow();
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
