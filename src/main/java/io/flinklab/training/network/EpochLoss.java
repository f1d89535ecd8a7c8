package io.flinklab.training.network;

import java.io.Serializable;
import java.util.Locale;

/**
 * How good the network is after one epoch: mean log-loss a row, without weight decay; given out
 * while training runs. A bean because Flink's serialiser asks for one.
 */
public class EpochLoss implements Serializable {
    private static final long serialVersionUID = 1;

    /** Passes through the training rows so far, from 1. */
    public int epoch;

    /** On the rows that train. */
    public double training;

    /** On the validation rows, which decide when to stop. */
    public double validation;

    /** Whether the validation loss is the smallest so far, and these weights are kept. */
    public boolean best;

    /** For Flink's serialiser. */
    public EpochLoss() {}

    EpochLoss(int epoch, double training, double validation, boolean best) {
        this.epoch = epoch;
        this.training = training;
        this.validation = validation;
        this.best = best;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "epoch %d: log-loss %.5f, on validation rows %.5f%s",
                epoch,
                training,
                validation,
                best ? ", the best so far" : "");
    }
}
