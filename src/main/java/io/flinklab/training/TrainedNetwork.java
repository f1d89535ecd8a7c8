package io.flinklab.training;

import io.flinklab.features.FittedNetwork;
import io.flinklab.training.network.EpochLoss;
import java.util.List;

/**
 * The result of training a network.
 *
 * @param network every fitted parameter, those of the smallest validation loss
 * @param fit how it was fitted: an iteration is an epoch, its objective the training loss
 * @param curve the losses after each epoch
 */
public record TrainedNetwork(FittedNetwork network, FitFacts fit, List<EpochLoss> curve) {

    /** Copies the list. */
    public TrainedNetwork {
        curve = List.copyOf(curve);
    }
}
