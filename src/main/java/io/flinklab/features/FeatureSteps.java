package io.flinklab.features;

import io.flinklab.features.FeatureColumns.Kind;
import io.flinklab.features.FeatureColumns.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the steps of all stages that make features; those of vectors are here. */
final class FeatureSteps extends ScalarSteps {
    /** From this share of kept elements on Flink ML's assembler makes a dense vector. */
    private static final double DENSE = 1 / 1.5;

    FeatureSteps(FeatureColumns columns, List<Step> steps) {
        super(columns, steps);
    }

    @Override
    public void visit(FittedStage.VectorAssembler stage) {
        Slot[] inputs = columns.all(stage.inputs()).toArray(Slot[]::new);
        int size = 0;
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].size() != stage.sizes().get(i)) {
                throw new IllegalArgumentException(
                        "%s: expected %s elements, as the VectorAssembler was told; found %s."
                                .formatted(
                                        inputs[i].name(), stage.sizes().get(i), inputs[i].size()));
            }
            size += inputs[i].size();
        }
        int whole = size;
        int to = columns.addVector(stage.output(), size).slot();
        steps.add(
                row -> {
                    FeatureVector output = row.vectors[to];
                    if (kept(row, inputs) > whole * DENSE) {
                        assembleDense(row, inputs, output.dense());
                    } else {
                        assembleSparse(row, inputs, output);
                    }
                    return true;
                });
    }

    private static int kept(FeatureRow row, Slot[] inputs) {
        int kept = 0;
        for (Slot input : inputs) {
            kept += input.kind() == Kind.NUMBER ? 1 : row.vectors[input.slot()].count();
        }
        return kept;
    }

    private static void assembleDense(FeatureRow row, Slot[] inputs, double[] values) {
        int position = 0;
        for (Slot input : inputs) {
            if (input.kind() == Kind.NUMBER) {
                values[position] = known(row, input);
            } else {
                row.vectors[input.slot()].copyTo(values, position);
            }
            position += input.size();
        }
    }

    private static void assembleSparse(FeatureRow row, Slot[] inputs, FeatureVector output) {
        output.clear();
        int position = 0;
        for (Slot input : inputs) {
            if (input.kind() == Kind.NUMBER) {
                output.put(position, known(row, input));
            } else {
                FeatureVector vector = row.vectors[input.slot()];
                for (int k = 0; k < vector.count(); k++) {
                    output.put(position + vector.index(k), vector.value(k));
                }
            }
            position += input.size();
        }
    }

    private static double known(FeatureRow row, Slot input) {
        double value = row.numbers[input.slot()];
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException(
                    input.name()
                            + ": expected a number in every row; found NaN. Impute the column, or"
                            + " leave the row out before training.");
        }
        return value;
    }

    @Override
    public void visit(FittedStage.StandardScaler stage) {
        int from = columns.get(stage.input()).slot();
        int size = stage.mean().size();
        int to = columns.addVector(stage.output(), size).slot();
        double[] shifts = new double[size];
        double[] factors = new double[size];
        double[] ofZeros = new double[size];
        for (int i = 0; i < size; i++) {
            shifts[i] = stage.shift(i);
            factors[i] = stage.factor(i);
            ofZeros[i] = (0 - shifts[i]) * factors[i];
        }
        steps.add(
                row -> {
                    FeatureVector input = row.vectors[from];
                    double[] scaled = row.vectors[to].dense();
                    if (!input.isDense()) {
                        System.arraycopy(ofZeros, 0, scaled, 0, size);
                    }
                    for (int k = 0; k < input.count(); k++) {
                        int i = input.index(k);
                        scaled[i] = (input.value(k) - shifts[i]) * factors[i];
                    }
                    return true;
                });
    }

    /** Each monomial is a shorter one times an element, the last element first. */
    @Override
    public void visit(FittedStage.PolynomialExpansion stage) {
        Slot from = columns.get(stage.input());
        List<int[]> monomials = Monomials.of(from.size(), stage.degree());
        Map<List<Integer>, Integer> positions = new HashMap<>();
        for (int[] monomial : monomials) {
            positions.put(listed(monomial, monomial.length), positions.size());
        }
        int[] shorter = new int[monomials.size()];
        int[] element = new int[monomials.size()];
        for (int i = 0; i < shorter.length; i++) {
            int[] monomial = monomials.get(i);
            int last = monomial.length - 1;
            shorter[i] = last == 0 ? -1 : positions.get(listed(monomial, last));
            element[i] = monomial[last];
        }
        int[] order = shortestFirst(monomials);
        int to = columns.addVector(stage.output(), shorter.length).slot();
        double[] values = new double[from.size()];
        steps.add(
                row -> {
                    row.vectors[from.slot()].copyTo(values, 0);
                    double[] expanded = row.vectors[to].dense();
                    for (int i : order) {
                        double factor = shorter[i] < 0 ? 1 : expanded[shorter[i]];
                        expanded[i] = factor * values[element[i]];
                    }
                    return true;
                });
    }

    private static List<Integer> listed(int[] monomial, int length) {
        List<Integer> factors = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            factors.add(monomial[i]);
        }
        return factors;
    }

    private static int[] shortestFirst(List<int[]> monomials) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < monomials.size(); i++) {
            order.add(i);
        }
        order.sort((left, right) -> monomials.get(left).length - monomials.get(right).length);
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void visit(FittedStage.KBinsDiscretizer stage) {
        int from = columns.get(stage.input()).slot();
        double[][] edges =
                stage.edges().stream().map(ScalarSteps::unboxed).toArray(double[][]::new);
        int to = columns.addVector(stage.output(), edges.length).slot();
        steps.add(
                row -> {
                    double[] bins = row.vectors[to].dense();
                    row.vectors[from].copyTo(bins, 0);
                    for (int i = 0; i < edges.length; i++) {
                        bins[i] = FittedStage.KBinsDiscretizer.bin(edges[i], bins[i]);
                    }
                    return true;
                });
    }

    /** Flink ML multiplies from the last input to the first. */
    @Override
    public void visit(FittedStage.Interaction stage) {
        List<Slot> inputs = columns.all(stage.inputs());
        int size = inputs.stream().mapToInt(Slot::size).reduce(1, Math::multiplyExact);
        int to = columns.addVector(stage.output(), size).slot();
        double[][] factors =
                inputs.stream().map(each -> new double[each.size()]).toArray(double[][]::new);
        steps.add(
                row -> {
                    for (int i = 0; i < factors.length; i++) {
                        Slot input = inputs.get(i);
                        if (input.kind() == Kind.NUMBER) {
                            factors[i][0] = row.numbers[input.slot()];
                        } else {
                            row.vectors[input.slot()].copyTo(factors[i], 0);
                        }
                    }
                    double[] products = row.vectors[to].dense();
                    for (int cell = 0; cell < size; cell++) {
                        double product = 1;
                        int rest = cell;
                        for (int i = factors.length - 1; i >= 0; i--) {
                            product *= factors[i][rest % factors[i].length];
                            rest /= factors[i].length;
                        }
                        products[cell] = product;
                    }
                    return true;
                });
    }

    @Override
    public void visit(FittedStage.FeatureHasher stage) {
        Slot[] inputs = columns.all(stage.inputs()).toArray(Slot[]::new);
        FeatureHashing hashing =
                new FeatureHashing(stage, name -> columns.get(name).kind() == Kind.TEXT);
        int to = columns.addVector(stage.output(), stage.size()).slot();
        Object[] values = new Object[inputs.length];
        steps.add(
                row -> {
                    for (int i = 0; i < inputs.length; i++) {
                        values[i] =
                                inputs[i].kind() == Kind.TEXT
                                        ? row.texts[inputs[i].slot()]
                                        : (Object) row.numbers[inputs[i].slot()];
                    }
                    row.vectors[to].set(hashing.of(values));
                    return true;
                });
    }

    @Override
    public void visit(FittedStage.LogisticRegression stage) {
        throw noFeatures(stage);
    }

    @Override
    public void visit(Predictor.LinearSVC stage) {
        throw noFeatures(stage);
    }

    @Override
    public void visit(Predictor.NaiveBayes stage) {
        throw noFeatures(stage);
    }

    @Override
    public void visit(Predictor.KMeans stage) {
        throw noFeatures(stage);
    }

    private static IllegalArgumentException noFeatures(Predictor stage) {
        return new IllegalArgumentException(
                "Expected stages that make features; found a predictor, " + stage + ".");
    }
}
