package io.flinklab.evaluation;

import java.util.Arrays;

/**
 * What a falling threshold has caught so far: one step for each distinct score, so that tied rows
 * are caught together. Rows of weight 0 make no step.
 */
final class Steps {
    private final double[] thresholds;
    private final double[] truePositives;
    private final double[] falsePositives;

    private Steps(double[] thresholds, double[] truePositives, double[] falsePositives) {
        this.thresholds = thresholds;
        this.truePositives = truePositives;
        this.falsePositives = falsePositives;
    }

    static Steps of(SortedRows rows) {
        double[] thresholds = new double[rows.size()];
        double[] caught = new double[rows.size()];
        double[] disturbed = new double[rows.size()];
        int steps = 0;
        double tp = 0;
        double fp = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.weight(i) == 0) {
                continue;
            }
            if (steps == 0 || rows.score(i) != thresholds[steps - 1]) {
                thresholds[steps++] = rows.score(i);
            }
            tp += rows.positive(i) ? rows.weight(i) : 0;
            fp += rows.positive(i) ? 0 : rows.weight(i);
            caught[steps - 1] = tp;
            disturbed[steps - 1] = fp;
        }
        return new Steps(
                Arrays.copyOf(thresholds, steps),
                Arrays.copyOf(caught, steps),
                Arrays.copyOf(disturbed, steps));
    }

    int size() {
        return thresholds.length;
    }

    /** The score of step i: rows from it on are caught. */
    double threshold(int i) {
        return thresholds[i];
    }

    /** Weight of the positives caught. */
    double truePositives(int i) {
        return truePositives[i];
    }

    /** Weight of the negatives caught. */
    double falsePositives(int i) {
        return falsePositives[i];
    }

    /** Weight of all positives; 0 after draws that took only rows of weight 0. */
    double positives() {
        return size() == 0 ? 0 : truePositives[size() - 1];
    }

    /** Weight of all negatives. */
    double negatives() {
        return size() == 0 ? 0 : falsePositives[size() - 1];
    }
}
