package io.flinklab.serving;

import io.flinklab.features.FittedStage;
import io.flinklab.features.Monomials;
import io.flinklab.serving.PipelineColumns.Column;
import io.flinklab.serving.PipelineColumns.Kind;
import java.util.List;

/** Steps that make vectors of numbers and vectors, and the margin of a vector. */
final class VectorSteps {
    private VectorSteps() {}

    static Step of(FittedStage.VectorAssembler stage, PipelineColumns columns) {
        List<Column> inputs = stage.inputs().stream().map(columns::numeric).toList();
        int size = 0;
        for (int i = 0; i < inputs.size(); i++) {
            PipelineColumns.requireSize(
                    inputs.get(i).name(), inputs.get(i).size(), stage.sizes().get(i));
            size += inputs.get(i).size();
        }
        double[] empty = new double[size];
        int output = columns.add(stage.output(), Kind.VECTOR, size).slot();
        return row -> {
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
        };
    }

    static Step of(FittedStage.StandardScaler stage, PipelineColumns columns) {
        Column input = columns.vector(stage.input());
        PipelineColumns.requireSize(stage.input(), input.size(), stage.mean().size());
        int output = columns.add(stage.output(), Kind.VECTOR, input.size()).slot();
        return row -> {
            double[] scaled = values(row[input.slot()]).clone();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = (scaled[i] - stage.shift(i)) * stage.factor(i);
            }
            row[output] = scaled;
            return true;
        };
    }

    static Step of(FittedStage.PolynomialExpansion stage, PipelineColumns columns) {
        Column input = columns.vector(stage.input());
        List<int[]> monomials = Monomials.of(input.size(), stage.degree());
        int output = columns.add(stage.output(), Kind.VECTOR, monomials.size()).slot();
        return row -> {
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
        };
    }

    static Step of(FittedStage.Interaction stage, PipelineColumns columns) {
        List<Column> inputs = stage.inputs().stream().map(columns::numeric).toList();
        int size = inputs.stream().mapToInt(Column::size).reduce(1, Math::multiplyExact);
        int output = columns.add(stage.output(), Kind.VECTOR, size).slot();
        return row -> {
            double[] products = {1};
            for (Column input : inputs) {
                products = products(products, values(row[input.slot()]));
            }
            row[output] = products;
            return true;
        };
    }

    /** The linear predictor: the intercept and the coefficients times the features. */
    static Step of(FittedStage.LogisticRegression stage, PipelineColumns columns, String margin) {
        Column input = columns.vector(stage.input());
        PipelineColumns.requireSize(stage.input(), input.size(), stage.coefficients().size());
        int output = columns.add(margin, Kind.NUMBER, 1).slot();
        return row -> {
            double[] features = values(row[input.slot()]);
            double sum = 0;
            for (int i = 0; i < features.length; i++) {
                sum += features[i] * stage.coefficients().get(i);
            }
            row[output] = sum + stage.intercept();
            return true;
        };
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
}
