package io.flinklab.training.logistic;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows by a formula that environment/golden/logistic.py repeats. */
public final class SyntheticRows {
    private SyntheticRows() {}

    /** Rows with weights other than 1. */
    static List<WeightedRow> weighted(int rows, int columns, long seed) {
        Random random = new Random(seed);
        List<WeightedRow> examples = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double[] x = new double[columns];
            double z = -0.5;
            for (int j = 0; j < columns; j++) {
                x[j] = (random.nextDouble() * 4 - 2) * (1 + j % 5);
                z += x[j] * (j % 2 == 0 ? 0.5 : -0.3) / (1 + j);
            }
            double label = random.nextDouble() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
            examples.add(WeightedRow.of(x, label, 0.5 + 2 * random.nextDouble()));
        }
        return examples;
    }

    /** The same with weight 1. */
    public static List<WeightedRow> of(int rows, int columns, long seed) {
        return weighted(rows, columns, seed).stream()
                .map(row -> WeightedRow.of(dense(row), row.label, 1))
                .toList();
    }

    public static double[] dense(WeightedRow row) {
        double[] x = new double[row.size];
        for (int k = 0; k < row.values.length; k++) {
            x[row.index(k)] = row.values[k];
        }
        return x;
    }
}
