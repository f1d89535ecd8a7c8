package io.flinklab.online.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The Page-Hinkley test (Page, 1954): sums how far the values are from their mean, and gives the
 * alarm when the sum has risen, or fallen, by more than a threshold from its least, or largest.
 */
public final class PageHinkley implements DriftDetector {
    private final int minValues;
    private final double delta;
    private final double threshold;
    private final double alpha;

    private final RunningMean mean = new RunningMean();
    private double rising;
    private double falling;
    private double least;
    private double largest;
    private Evidence evidence;

    /** 30 values before the first alarm, changes from 0.005 on, a threshold of 50. */
    public PageHinkley() {
        this(30, 0.005, 50, 0.9999);
    }

    /**
     * A detector.
     *
     * @param minValues before the first alarm, 1 or more
     * @param delta the size of a change that does not matter, 0 or more
     * @param threshold the alarm comes later, and more seldom without need, the larger it is; above
     *     0
     * @param alpha what stays of the sum from one value to the next, above 0 and at most 1
     */
    public PageHinkley(int minValues, double delta, double threshold, double alpha) {
        Requirements.require(minValues >= 1, "minValues is 1 or more", minValues);
        Requirements.require(delta >= 0, "delta is 0 or more", delta);
        Requirements.require(threshold > 0, "threshold is above 0", threshold);
        Requirements.require(alpha > 0 && alpha <= 1, "alpha is above 0, at most 1", alpha);
        this.minValues = minValues;
        this.delta = delta;
        this.threshold = threshold;
        this.alpha = alpha;
        reset();
    }

    private void reset() {
        mean.reset();
        rising = 0;
        falling = 0;
        least = Double.POSITIVE_INFINITY;
        largest = Double.NEGATIVE_INFINITY;
    }

    @Override
    public boolean update(double value) {
        Requirements.finite(value);
        mean.add(value);
        double deviation = value - mean.get();
        rising = alpha * rising + deviation - delta;
        falling = alpha * falling + deviation + delta;
        least = Math.min(least, rising);
        largest = Math.max(largest, falling);
        double farthest = Math.max(rising - least, largest - falling);
        boolean alarm = mean.count() >= minValues && farthest > threshold;
        if (alarm) {
            evidence = new Evidence(farthest, threshold);
            reset();
        }
        return alarm;
    }

    /** How far the sum has come from its least or largest value. */
    @Override
    public Evidence evidence() {
        return evidence;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        mean.write(out);
        out.writeDouble(rising);
        out.writeDouble(falling);
        out.writeDouble(least);
        out.writeDouble(largest);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        mean.restore(in);
        rising = in.readDouble();
        falling = in.readDouble();
        least = in.readDouble();
        largest = in.readDouble();
    }
}
