package io.flinklab.training.rounds;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What the solver asks of the subtasks that hold rows in one round. Public with public fields
 * because Flink's serialiser asks for it.
 */
public class GradientRequest implements Serializable {
    private static final long serialVersionUID = 1;

    /** Where to evaluate; null asks for counts of the rows. */
    public double[] parameters;

    /** What is wanted besides the loss: 0 nothing, 1 the gradient, 2 second derivatives too. */
    public int derivatives;

    /** Multiplies the weight of rows labelled 0. */
    public double weightOfZeros = 1;

    /** Multiplies the weight of rows labelled 1. */
    public double weightOfOnes = 1;

    /** Passes through the rows before this one. */
    public int epoch;

    /** Which batch of the epoch is wanted, from 0. */
    public int batch;

    /** How many batches the epoch has; with 1, all rows are wanted. */
    public int batches = 1;

    /** The feature stages that are fitted so far, as JSON; null where rows have their features. */
    public String stages;

    /** Whether the statistics of the next feature stages are wanted, and nothing else. */
    public boolean statistics;

    /** A request for counts. */
    public GradientRequest() {}

    /** For the statistics of the feature stages that come after these. */
    static GradientRequest statistics(String stages) {
        GradientRequest request = new GradientRequest();
        request.stages = stages;
        request.statistics = true;
        return request;
    }

    private GradientRequest(double[] parameters, int derivatives) {
        this.parameters = parameters;
        this.derivatives = derivatives;
    }

    /** For the losses over all rows. */
    public static GradientRequest losses(double[] parameters) {
        return new GradientRequest(parameters, 0);
    }

    /** For the gradient over one batch of an epoch, both from 0. */
    public static GradientRequest ofBatch(double[] parameters, int epoch, int batch, int batches) {
        GradientRequest request = new GradientRequest(parameters, 1);
        request.epoch = epoch;
        request.batch = batch;
        request.batches = batches;
        return request;
    }

    /**
     * For the derivatives over all rows.
     *
     * @param second whether second derivatives are wanted too
     * @param labelFactors multiply the weights of rows labelled 0, then 1
     */
    public static GradientRequest ofAllRows(
            double[] parameters, boolean second, double[] labelFactors) {
        GradientRequest request = new GradientRequest(parameters, second ? 2 : 1);
        request.weightOfZeros = labelFactors[0];
        request.weightOfOnes = labelFactors[1];
        return request;
    }

    /** Hash of the parameters; 0 for counts. */
    int fingerprint() {
        return Arrays.hashCode(parameters);
    }
}
