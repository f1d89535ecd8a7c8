package io.flinklab.training.network;

import io.flinklab.training.TrainingException;
import java.util.List;

/**
 * Where an {@link AdamSolver} is after an epoch. What follows from it and the options is left out.
 *
 * @param spentMillis of the limit of time
 * @param inputs length of the features vector
 * @param batches steps in an epoch
 * @param parameters after the last step, see {@link Layout}
 * @param mean Adam's moving average of the gradients
 * @param square Adam's moving average of their squares
 * @param steps of Adam
 * @param average moving average of the parameters
 * @param averaged how many it took
 * @param best the parameters of the smallest validation loss
 * @param curve the losses after each epoch
 */
record AdamState(
        long spentMillis,
        int inputs,
        int batches,
        double[] parameters,
        double[] mean,
        double[] square,
        int steps,
        double[] average,
        int averaged,
        double[] best,
        List<EpochLoss> curve) {

    /**
     * Passes if the network has so many parameters.
     *
     * @throws TrainingException it has not
     */
    void requireSize(int size) {
        for (double[] each : List.of(parameters, mean, square, average, best)) {
            if (each.length != size) {
                throw new TrainingException(
                        "Expected the stored state of a network of %s parameters; found %s. Train anew."
                                .formatted(size, each.length));
            }
        }
    }
}
