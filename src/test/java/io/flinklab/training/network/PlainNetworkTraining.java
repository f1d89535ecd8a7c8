package io.flinklab.training.network;

import io.flinklab.training.rounds.PlainRounds;
import java.time.Duration;
import java.util.List;

/**
 * Trains without a cluster, as the operators do.
 *
 * @param parameters those of the smallest validation loss
 * @param curve the losses after each epoch
 */
record PlainNetworkTraining(double[] parameters, List<EpochLoss> curve) {

    /** With all buckets on one subtask. */
    static PlainNetworkTraining of(List<NetworkRow> rows, NetworkOptions options) {
        return of(rows, options, 1);
    }

    static PlainNetworkTraining of(List<NetworkRow> rows, NetworkOptions options, int subtasks) {
        AdamSolver solver =
                PlainRounds.train(
                        rows,
                        () -> new NetworkWorker(options),
                        new AdamSolver(options, Duration.ZERO),
                        subtasks);
        return new PlainNetworkTraining(
                NetworkParameters.whole(solver.result()).values, solver.progress());
    }
}
