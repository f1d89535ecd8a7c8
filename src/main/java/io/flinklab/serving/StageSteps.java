package io.flinklab.serving;

import io.flinklab.data.Schema;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.FittedStage;
import io.flinklab.features.Monomials;
import io.flinklab.serving.PipelineColumns.Column;
import io.flinklab.serving.PipelineColumns.Kind;
import java.util.List;

/** Makes the steps that apply a model to a row, stage by stage; the last one gives the margin. */
final class StageSteps extends CategorySteps {
    private static final String MARGIN = "the margin";

    StageSteps(Schema schema) {
        super(new PipelineColumns(schema));
    }

    @Override
    public void visit(FittedStage.VectorAssembler stage) {
        List<Column> inputs = stage.inputs().stream().map(columns::numeric).toList();
        int size = 0;
        for (int i = 0; i < inputs.size(); i++) {
            PipelineColumns.requireSize(
                    inputs.get(i).name(), inputs.get(i).size(), stage.sizes().get(i));
            size += inputs.get(i).size();
        }
        double[] empty = new double[size];
        int output = columns.add(stage.output(), Kind.VECTOR, size).slot();
        steps.add(
                row -> {
                    double[] joined = empty.clone();
                    int position = 0;
                    for (Column input : inputs) {
                        double[] values = values(row[input.slot()]);
                        requireNumber(input, values);
                        System.arraycopy(values, 0, joined, position, values.length);
                        position += values.length;
                    }
                    row[output] = joined;
                    return true;
                });
    }

    @Override
    public void visit(FittedStage.StandardScaler stage) {
        Column input = columns.vector(stage.input());
        PipelineColumns.requireSize(stage.input(), input.size(), stage.mean().size());
        int output = columns.add(stage.output(), Kind.VECTOR, input.size()).slot();
        steps.add(
                row -> {
                    double[] scaled = values(row[input.slot()]).clone();
                    for (int i = 0; i < scaled.length; i++) {
                        scaled[i] = (scaled[i] - stage.shift(i)) * stage.factor(i);
                    }
                    row[output] = scaled;
                    return true;
                });
    }

    @Override
    public void visit(FittedStage.PolynomialExpansion stage) {
        Column input = columns.vector(stage.input());
        List<int[]> monomials = Monomials.of(input.size(), stage.degree());
        int output = columns.add(stage.output(), Kind.VECTOR, monomials.size()).slot();
        steps.add(
                row -> {
                    double[] values = values(row[input.slot()]);
                    double[] expanded = new double[monomials.size()];
                    for (int i = 0; i < expanded.length; i++) {
                        expanded[i] = 1;
                        for (int element : monomials.get(i)) {
                            expanded[i] *= values[element];
                        }
                    }
                    row[output] = expanded;
                    return true;
                });
    }

    @Override
    public void visit(FittedStage.Interaction stage) {
        List<Column> inputs = stage.inputs().stream().map(columns::numeric).toList();
        int size = inputs.stream().mapToInt(Column::size).reduce(1, Math::multiplyExact);
        int output = columns.add(stage.output(), Kind.VECTOR, size).slot();
        steps.add(
                row -> {
                    double[] products = {1};
                    for (Column input : inputs) {
                        products = products(products, values(row[input.slot()]));
                    }
                    row[output] = products;
                    return true;
                });
    }

    /** The linear predictor: the intercept and the coefficients times the features. */
    @Override
    public void visit(FittedStage.LogisticRegression stage) {
        Column input = columns.vector(stage.input());
        PipelineColumns.requireSize(stage.input(), input.size(), stage.coefficients().size());
        int output = columns.add(MARGIN, Kind.NUMBER, 1).slot();
        steps.add(
                row -> {
                    double[] features = values(row[input.slot()]);
                    double sum = 0;
                    for (int i = 0; i < features.length; i++) {
                        sum += features[i] * stage.coefficients().get(i);
                    }
                    row[output] = sum + stage.intercept();
                    return true;
                });
    }

    /** From the features vector through the layers to the margin. */
    void add(FittedNetwork network) {
        Column features = columns.vector(network.input());
        PipelineColumns.requireSize(
                network.input(), features.size(), network.layers().get(0).inputs());
        int input = features.slot();
        int output = columns.add(MARGIN, Kind.NUMBER, 1).slot();
        List<Layer> layers = network.layers().stream().map(Layer::of).toList();
        steps.add(
                row -> {
                    double[] values = layers.get(0).apply((double[]) row[input]);
                    for (Layer layer : layers.subList(1, layers.size())) {
                        values = layer.apply(rectified(values));
                    }
                    row[output] = values[0];
                    return true;
                });
    }

    private static double[] rectified(double[] values) {
        for (int i = 0; i < values.length; i++) {
            // Math.max keeps NaN, so that a sum that overflowed is seen at the end.
            values[i] = Math.max(0, values[i]);
        }
        return values;
    }

    private static double[] products(double[] left, double[] right) {
        double[] products = new double[left.length * right.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = left[i / right.length] * right[i % right.length];
        }
        return products;
    }

    private static double[] values(Object value) {
        return value instanceof double[] vector ? vector : new double[] {(double) value};
    }

    private static void requireNumber(Column input, double[] values) {
        if (input.kind() == Kind.NUMBER && !Double.isFinite(values[0])) {
            throw new IllegalArgumentException(
                    input.name()
                            + ": expected a finite number; found "
                            + values[0]
                            + ". Correct the row before it is scored.");
        }
    }

    /** A layer in arrays: with boxed numbers the unboxing would take most of the time. */
    private record Layer(double[][] weights, double[] bias) {

        static Layer of(FittedNetwork.Layer layer) {
            return new Layer(
                    layer.weights().stream().map(Layer::unboxed).toArray(double[][]::new),
                    unboxed(layer.bias()));
        }

        private static double[] unboxed(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }

        double[] apply(double[] values) {
            double[] sums = bias.clone();
            for (int output = 0; output < sums.length; output++) {
                for (int i = 0; i < values.length; i++) {
                    sums[output] += weights[output][i] * values[i];
                }
            }
            return sums;
        }
    }
}
