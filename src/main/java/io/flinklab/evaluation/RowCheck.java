package io.flinklab.evaluation;

import java.util.Arrays;

/** Refuses rows that have no meaning, with the row's position from 0 and the value found. */
final class RowCheck {
    private static final double SMALLEST_SUM = 1e-100;
    private static final double LARGEST_SUM = 1e100;

    private RowCheck() {}

    static void lengths(double[] labels, double[] scores, double[] weights) {
        if (labels.length != scores.length || labels.length != weights.length) {
            throw new EvaluationException(
                    ("Each row has one label, one score and one weight;"
                                    + " found %s labels, %s scores, %s weights.")
                            .formatted(labels.length, scores.length, weights.length));
        }
        if (labels.length == 0) {
            throw new EvaluationException("There is nothing to evaluate: expected 1 row or more.");
        }
    }

    static void labels(double[] labels) {
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] != 0 && labels[row] != 1) {
                throw new EvaluationException(
                        "A label is 0 or 1; found %s in row %s.".formatted(labels[row], row));
            }
        }
    }

    static void numbers(double[] scores) {
        for (int row = 0; row < scores.length; row++) {
            if (Double.isNaN(scores[row])) {
                throw new EvaluationException(
                        "A score is a number; found NaN in row %s.".formatted(row));
            }
        }
    }

    static void probabilities(double[] scores) {
        for (int row = 0; row < scores.length; row++) {
            if (!(scores[row] >= 0 && scores[row] <= 1)) {
                throw new EvaluationException(
                        "A score is a probability from 0 to 1; found %s in row %s."
                                .formatted(scores[row], row));
            }
        }
    }

    static void weights(double[] weights) {
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] >= 0) || Double.isInfinite(weights[row])) {
                throw new EvaluationException(
                        "A weight is a finite number from 0; found %s in row %s."
                                .formatted(weights[row], row));
            }
        }
        double sum = Arrays.stream(weights).sum();
        // Products of sums must neither vanish nor overflow.
        if (!(sum >= SMALLEST_SUM && sum <= LARGEST_SUM)) {
            throw new EvaluationException(
                    "The weights add up to %s; expected %s to %s: scale them."
                            .formatted(sum, SMALLEST_SUM, LARGEST_SUM));
        }
    }

    static void threshold(double threshold) {
        if (Double.isNaN(threshold)) {
            throw new EvaluationException("The threshold is a number; found NaN.");
        }
    }
}
