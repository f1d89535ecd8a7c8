package io.flinklab.training.network;

import java.io.Serializable;

/**
 * What the subtasks that hold rows are asked in one round. Public with public fields because
 * Flink's serialiser asks for it.
 */
public class Ask implements Serializable {
    private static final long serialVersionUID = 1;

    /** In place of a batch: the losses over all rows, without a gradient. */
    static final int LOSSES = -1;

    /** The network's parameters; null asks for counts of the rows. */
    public double[] parameters;

    /** From 0. */
    public int epoch;

    /** Whose gradient is wanted, from 0; or {@link #LOSSES}. */
    public int batch;

    /** How many batches an epoch has. */
    public int batches;

    /** For Flink's serialiser; as it is, asks for counts. */
    public Ask() {}

    Ask(double[] parameters, int epoch, int batch, int batches) {
        this.parameters = parameters;
        this.epoch = epoch;
        this.batch = batch;
        this.batches = batches;
    }
}
