package io.flinklab.training.rounds;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * One bucket's answer to a {@link GradientRequest}: counts, or sums over its rows. An estimator
 * leaves what it does not need as it is. Public with public fields because Flink's serialiser asks
 * for it.
 */
public class GradientSums implements Serializable {
    private static final long serialVersionUID = 1;

    /** Which bucket of rows, from 0. */
    public int bucket;

    /** Hash of the parameters that the sums were made with; 0 for counts. */
    public int fingerprint;

    /** Rows that train. */
    public long rows;

    /** Rows of weight 0, which do not train. */
    public long ignoredRows;

    /** Rows that do not train but decide when to stop. */
    public long validationRows;

    /** Total weight of the training rows labelled 0, then 1; only in counts. */
    public double[] labelWeights = new double[2];

    /** Shortest features vector; {@code Integer.MAX_VALUE} where not counted. */
    public int smallestSize = Integer.MAX_VALUE;

    /** Longest features vector; 0 where not counted. */
    public int largestSize;

    /** Weighted sum of the squares of each feature; only in counts. */
    public double[] squares = {};

    /** Sum of the training rows' weighted losses. */
    public double loss;

    /** Sum of the validation rows' losses. */
    public double validationLoss;

    /** Rows on the wrong side of the border at probability one half, or on it. */
    public long wrong;

    /** Sum of the training rows' weighted gradients; empty unless asked for. */
    public double[] gradient = {};

    /** Sum of the weighted second derivatives, lower triangle by rows; empty unless asked for. */
    public double[] hessian = {};

    /** Of the feature stages, for each bucket by itself; empty unless asked for. */
    public byte[][] statistics = {};

    /** Empty sums. */
    public GradientSums() {}

    GradientSums(int bucket, int fingerprint) {
        this.bucket = bucket;
        this.fingerprint = fingerprint;
    }

    /** Counts a row into the weight of its label, 0 or 1. */
    public void countLabel(double label, double weight) {
        rows++;
        labelWeights[(int) label] += weight;
    }

    /** Counts the length of a row's features vector. */
    public void countSize(int size) {
        smallestSize = Math.min(smallestSize, size);
        largestSize = Math.max(largestSize, size);
    }

    /** Adds another bucket's sums to these. */
    void add(GradientSums other) {
        rows += other.rows;
        ignoredRows += other.ignoredRows;
        validationRows += other.validationRows;
        labelWeights = sum(labelWeights, other.labelWeights);
        smallestSize = Math.min(smallestSize, other.smallestSize);
        largestSize = Math.max(largestSize, other.largestSize);
        squares = sum(squares, other.squares);
        loss += other.loss;
        validationLoss += other.validationLoss;
        wrong += other.wrong;
        gradient = sum(gradient, other.gradient);
        hessian = sum(hessian, other.hessian);
        statistics =
                Stream.of(statistics, other.statistics)
                        .flatMap(Arrays::stream)
                        .toArray(byte[][]::new);
    }

    /** In the left array where it is long enough. */
    private static double[] sum(double[] left, double[] right) {
        double[] sum = left.length < right.length ? Arrays.copyOf(left, right.length) : left;
        for (int i = 0; i < right.length; i++) {
            sum[i] += right[i];
        }
        return sum;
    }
}
