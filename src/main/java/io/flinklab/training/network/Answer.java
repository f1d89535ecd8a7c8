package io.flinklab.training.network;

import java.io.Serializable;
import java.util.Arrays;

/**
 * One bucket's answer to an {@link Ask}, a sum over its rows. Public with public fields because
 * Flink's serialiser asks for it.
 */
public class Answer implements Serializable {
    private static final long serialVersionUID = 1;

    /** Which bucket of rows, from 0. */
    public int bucket;

    /** Rows that train and were asked for. */
    public long rows;

    /** Rows that tell when to stop, of those that were asked for. */
    public long validationRows;

    /** Training rows of label 1; only in an answer to the question for counts. */
    public long ones;

    /** Shortest features vector; {@code Integer.MAX_VALUE} where not counted. */
    public int smallestSize = Integer.MAX_VALUE;

    /** Longest features vector; 0 where not counted. */
    public int largestSize;

    /** Sum of the training rows' losses. */
    public double loss;

    /** Sum of the validation rows' losses. */
    public double validationLoss;

    /** Sum of the training rows' gradients; empty where it was not asked for. */
    public double[] gradient = {};

    /** Hash of the parameters that the sums were made with; 0 for counts. */
    public int fingerprint;

    /** For Flink's serialiser. */
    public Answer() {}

    Answer(int bucket) {
        this.bucket = bucket;
    }

    /**
     * Adds another bucket's sums.
     *
     * @throws IllegalStateException the two were made with different parameters
     */
    void add(Answer other) {
        if (fingerprint != other.fingerprint) {
            throw new IllegalStateException(
                    "Subtasks hold different parameters in one round; their sums do not add up.");
        }
        rows += other.rows;
        validationRows += other.validationRows;
        ones += other.ones;
        smallestSize = Math.min(smallestSize, other.smallestSize);
        largestSize = Math.max(largestSize, other.largestSize);
        loss += other.loss;
        validationLoss += other.validationLoss;
        gradient = Arrays.copyOf(gradient, Math.max(gradient.length, other.gradient.length));
        for (int i = 0; i < other.gradient.length; i++) {
            gradient[i] += other.gradient[i];
        }
    }
}
