package io.flinklab.training.logistic;

import io.flinklab.training.rounds.GradientSums;
import java.util.Locale;

/** Refuses training rows that have no model, by their counts alone. */
final class RowCounts {
    private RowCounts() {}

    static void check(GradientSums counts) {
        if (counts.rows + counts.ignoredRows == 0) {
            throw new TrainingException(
                    "There are no training rows. Check the path and the filters before training.");
        }
        if (counts.smallestSize != counts.largestSize) {
            throw new TrainingException(
                    "All features vectors must have the same size; found sizes from "
                            + counts.smallestSize
                            + " to "
                            + counts.largestSize
                            + ". Check the stage that makes the features.");
        }
        if (counts.largestSize == 0) {
            throw new TrainingException(
                    "All features vectors are empty. Check the stage that makes the features.");
        }
        if (counts.rows == 0) {
            throw new TrainingException(
                    "All "
                            + counts.ignoredRows
                            + " training rows have the weight 0. Give at least one row of each"
                            + " label a weight above 0.");
        }
        checkLabels(counts);
    }

    private static void checkLabels(GradientSums counts) {
        for (int label = 0; label < 2; label++) {
            if (counts.labelWeights[label] == 0) {
                throw new TrainingException(
                        String.format(
                                Locale.ROOT,
                                "Training needs rows of both labels, 0 and 1; all %d rows (of a"
                                        + " weight above 0) have the label %d. Check the label"
                                        + " column and the filters before training.",
                                counts.rows,
                                1 - label));
            }
        }
    }
}
