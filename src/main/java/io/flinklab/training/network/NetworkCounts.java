package io.flinklab.training.network;

import io.flinklab.training.logistic.TrainingException;
import io.flinklab.training.rounds.GradientSums;

/** Refuses training rows that make no network, by their counts alone. */
final class NetworkCounts {
    private NetworkCounts() {}

    static void check(GradientSums counts) {
        if (counts.rows == 0 || counts.validationRows == 0) {
            throw new TrainingException(
                    ("A network needs rows that train and rows that tell when to stop;"
                                    + " found %s and %s. Give it more rows, or change validationShare.")
                            .formatted(counts.rows, counts.validationRows));
        }
        if (counts.labelWeights[0] == 0 || counts.labelWeights[1] == 0) {
            throw new TrainingException(
                    ("Training needs rows of both labels, 0 and 1; all %s rows have the"
                                    + " label %s. Check the label column and the filters before training.")
                            .formatted(counts.rows, counts.labelWeights[1] == 0 ? 0 : 1));
        }
        if (counts.smallestSize != counts.largestSize || counts.largestSize == 0) {
            throw new TrainingException(
                    ("All features vectors must have the same size, 1 or more; found"
                                    + " sizes from %s to %s. Check the stage that makes the features.")
                            .formatted(counts.smallestSize, counts.largestSize));
        }
    }
}
