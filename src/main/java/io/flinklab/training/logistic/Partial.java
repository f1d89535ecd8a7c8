package io.flinklab.training.logistic;

import java.io.Serializable;
import java.util.Arrays;

/**
 * One bucket's share of the answer to a {@link Request}: counts, or sums over its rows. Public with
 * public fields because Flink's serialiser asks for it.
 */
public class Partial implements Serializable {
    private static final long serialVersionUID = 1;

    /** Which bucket of rows, from 0. */
    public int bucket;

    /** Rows of a weight above 0. */
    public long rows;

    /** Rows of weight 0, which count for nothing. */
    public long ignoredRows;

    /** Total weight of the rows labelled 0, then 1. */
    public double[] classWeights = new double[2];

    /** Shortest features vector; {@code Integer.MAX_VALUE} without rows. */
    public int smallestSize = Integer.MAX_VALUE;

    /** Longest features vector; 0 without rows. */
    public int largestSize;

    /** Weighted sum of the squares of each feature. */
    public double[] squares = {};

    /** Sum of the weighted losses. */
    public double loss;

    /** Rows on the wrong side of the border at probability one half, or on it. */
    public long wrong;

    /** Sum of the weighted gradients. */
    public double[] gradient = {};

    /** Sum of the weighted second derivatives, lower triangle by rows; empty unless asked for. */
    public double[] hessian = {};

    /** For Flink's serialiser. */
    public Partial() {}

    /** Nothing yet, for one bucket. */
    Partial(int bucket) {
        this.bucket = bucket;
    }

    /** Adds another bucket's sums to this one's. */
    void add(Partial other) {
        rows += other.rows;
        ignoredRows += other.ignoredRows;
        classWeights = sum(classWeights, other.classWeights);
        smallestSize = Math.min(smallestSize, other.smallestSize);
        largestSize = Math.max(largestSize, other.largestSize);
        squares = sum(squares, other.squares);
        loss += other.loss;
        wrong += other.wrong;
        gradient = sum(gradient, other.gradient);
        hessian = sum(hessian, other.hessian);
    }

    private static double[] sum(double[] left, double[] right) {
        double[] sum = Arrays.copyOf(left, Math.max(left.length, right.length));
        for (int i = 0; i < right.length; i++) {
            sum[i] += right[i];
        }
        return sum;
    }
}
