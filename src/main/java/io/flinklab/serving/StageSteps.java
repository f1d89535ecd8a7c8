package io.flinklab.serving;

import io.flinklab.data.Schema;
import io.flinklab.features.FeatureHashing;
import io.flinklab.features.FeatureVector;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.FittedStage;
import io.flinklab.features.Monomials;
import io.flinklab.features.Predictor;
import io.flinklab.serving.PipelineColumns.Column;
import io.flinklab.serving.PipelineColumns.Kind;
import java.util.List;

/** Makes the steps that apply a model to a row, stage by stage; the last one gives the margin. */
final class StageSteps extends CategorySteps {
    private static final String MARGIN = "the margin";
    private static final String SEGMENT = "the segment";

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
    public void visit(FittedStage.KBinsDiscretizer stage) {
        int size = stage.edges().size();
        int input = features(stage.input(), size);
        int output = columns.add(stage.output(), Kind.VECTOR, size).slot();
        double[][] edges = stage.edges().stream().map(StageSteps::unboxed).toArray(double[][]::new);
        steps.add(
                row -> {
                    double[] bins = values(row[input]).clone();
                    for (int i = 0; i < bins.length; i++) {
                        bins[i] = FittedStage.KBinsDiscretizer.bin(edges[i], bins[i]);
                    }
                    row[output] = bins;
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

    @Override
    public void visit(FittedStage.FeatureHasher stage) {
        List<Column> inputs = stage.inputs().stream().map(columns::scalar).toList();
        FeatureHashing hashing =
                new FeatureHashing(stage, name -> columns.get(name).kind() == Kind.TEXT);
        int output = columns.add(stage.output(), Kind.VECTOR, stage.size()).slot();
        steps.add(
                row -> {
                    row[output] =
                            hashing.of(inputs.stream().map(input -> row[input.slot()]).toArray());
                    return true;
                });
    }

    /** The linear predictor: the intercept and the coefficients times the features. */
    @Override
    public void visit(FittedStage.LogisticRegression stage) {
        int input = features(stage.input(), stage.coefficients().size());
        int output = columns.add(MARGIN, Kind.NUMBER, 1).slot();
        steps.add(
                row -> {
                    row[output] = margin(stage, row[input]);
                    return true;
                });
    }

    private static double margin(FittedStage.LogisticRegression stage, Object features) {
        double sum = 0;
        if (features instanceof FeatureVector sparse) {
            for (int k = 0; k < sparse.count(); k++) {
                sum += sparse.value(k) * stage.coefficients().get(sparse.index(k));
            }
        } else {
            double[] elements = (double[]) features;
            for (int i = 0; i < elements.length; i++) {
                sum += elements[i] * stage.coefficients().get(i);
            }
        }
        return sum + stage.intercept();
    }

    @Override
    public void visit(Predictor.LinearSVC stage) {
        visit(stage.asLogistic());
    }

    /** The logarithm of the odds, label by label summed in Flink ML's order. */
    @Override
    public void visit(Predictor.NaiveBayes stage) {
        int input = features(stage.input(), stage.features().size());
        int output = columns.add(MARGIN, Kind.NUMBER, 1).slot();
        Likelihoods likelihoods = Likelihoods.of(stage);
        steps.add(
                row -> {
                    row[output] = likelihoods.logOdds(values(row[input]));
                    return true;
                });
    }

    /** The segment's number and, after it, the score. */
    @Override
    public void visit(Predictor.KMeans stage) {
        int input = features(stage.input(), stage.centroids().get(0).size());
        int output = columns.add(SEGMENT, Kind.VECTOR, 2).slot();
        Centroids centroids = Centroids.of(stage);
        steps.add(
                row -> {
                    row[output] = centroids.nearest(values(row[input]));
                    return true;
                });
    }

    /** The slot of the features vector, which has to have this size. */
    private int features(String input, int size) {
        Column features = columns.vector(input);
        PipelineColumns.requireSize(input, features.size(), size);
        return features.slot();
    }

    /** From the features vector through the layers to the margin. */
    void add(FittedNetwork network) {
        int input = features(network.input(), network.layers().get(0).inputs());
        int output = columns.add(MARGIN, Kind.NUMBER, 1).slot();
        List<Layer> layers = network.layers().stream().map(Layer::of).toList();
        steps.add(
                row -> {
                    double[] values = layers.get(0).apply(values(row[input]));
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
        if (value instanceof FeatureVector sparse) {
            double[] elements = new double[sparse.size()];
            sparse.copyTo(elements, 0);
            return elements;
        }
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

    static double[] unboxed(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** A layer in arrays: with boxed numbers the unboxing would take most of the time. */
    private record Layer(double[][] weights, double[] bias) {

        static Layer of(FittedNetwork.Layer layer) {
            return new Layer(
                    layer.weights().stream().map(StageSteps::unboxed).toArray(double[][]::new),
                    unboxed(layer.bias()));
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
