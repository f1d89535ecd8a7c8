package io.flinklab.online;

import io.flinklab.features.FeatureVector;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A binary logistic regression that learns row by row. What it has learned is a function of its
 * options and of the rows in their order, to the last bit. For one thread.
 *
 * <p>Of a mini-batch it takes the mean of the rows' gradients, and one step; within the batch the
 * weights stay as they are. Of sparse features only those that are kept are moved if the batch is
 * one row, otherwise all.
 *
 * <p>With a half-life a step decays by the rows of its mini-batch. Whatever is not moved does not
 * decay: of sparse features, row by row, a weight decays with the rows that have its feature.
 *
 * <p>{@link StrictMath} because its last bit is the same on every machine.
 */
public final class OnlineLogisticRegression {
    /** The largest size of a feature: sums of squared gradients stay finite. */
    public static final double LARGEST_FEATURE = 1e100;

    private static final int FORMAT = 2;

    /** The gradient by the margin is kept within this on either side. */
    private static final double LARGEST_GRADIENT = 1e12;

    /** Beyond this margin the loss is taken for a straight line. */
    private static final double STEEP = 18;

    private static final double CERTAIN = 30;

    private final LearnerOptions options;
    private final double decayOfOne;
    private final long batchMillis;
    private double[] numbers;
    private double[] gradient;
    private double intercept;
    private double interceptGradient;
    private int pending;
    private long stretch;
    private long rows;

    /**
     * A model whose weights are 0.
     *
     * @param features how many there are, 1 or more
     */
    public OnlineLogisticRegression(LearnerOptions options, int features) {
        if (features < 1) {
            throw new IllegalArgumentException("features are 1 or more; found " + features + ".");
        }
        this.options = options;
        decayOfOne = options.decay(1);
        batchMillis = options.batchTime().toMillis();
        numbers = new double[UpdateRule.NUMBERS * features];
        gradient = new double[options.batchSize() == 1 ? 0 : features];
    }

    /** A model that begins with these coefficients. */
    public static OnlineLogisticRegression startingAt(
            LearnerOptions options, double[] coefficients, double intercept) {
        OnlineLogisticRegression model = new OnlineLogisticRegression(options, coefficients.length);
        for (int i = 0; i < coefficients.length; i++) {
            options.rule().start(model.numbers, UpdateRule.NUMBERS * i, coefficients[i]);
        }
        model.intercept = intercept;
        return model;
    }

    /** Adds so many features, whose weights are 0, before the one at this position. */
    void insert(int position, int features) {
        numbers = inserted(numbers, UpdateRule.NUMBERS * position, UpdateRule.NUMBERS * features);
        if (gradient.length > 0) {
            gradient = inserted(gradient, position, features);
        }
    }

    private static double[] inserted(double[] values, int position, int zeros) {
        double[] longer = Arrays.copyOf(values, values.length + zeros);
        System.arraycopy(values, position, longer, position + zeros, values.length - position);
        Arrays.fill(longer, position, position + zeros, 0);
        return longer;
    }

    /** Rows that it has learned from, those of an unfinished mini-batch included. */
    public long rows() {
        return rows;
    }

    /** One for each feature, in a new array. */
    public double[] coefficients() {
        double[] weights = new double[numbers.length / UpdateRule.NUMBERS];
        Arrays.setAll(weights, i -> numbers[UpdateRule.NUMBERS * i]);
        return weights;
    }

    /** Log-odds where all features are 0. */
    public double intercept() {
        return intercept;
    }

    /**
     * The probability of label 1.
     *
     * @throws IllegalArgumentException there are more or fewer features than the model has, or one
     *     is not a number of at most {@value #LARGEST_FEATURE} in size
     */
    public double score(FeatureVector features) {
        double margin = margin(features);
        if (Math.abs(margin) > CERTAIN) {
            return margin < 0 ? 0 : 1;
        }
        return 1 / (1 + StrictMath.exp(-margin));
    }

    /**
     * Learns from a row.
     *
     * @param label 1 or 0
     * @param weight of the row's gradient, 0 or more; a row of weight 0 is counted and otherwise
     *     left out
     * @throws IllegalArgumentException as in {@link #score}, or label or weight are out of range;
     *     then nothing has changed
     */
    public void learn(FeatureVector features, double label, double weight) {
        if (label != 0 && label != 1) {
            throw new IllegalArgumentException("label is 1 or 0; found " + label + ".");
        } else if (!(weight >= 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException("weight is 0 or more; found " + weight + ".");
        }
        double slope = clipped(weight * slope(margin(features), label));
        rows++;
        if (weight == 0) {
            return;
        }
        if (options.batchSize() == 1) {
            step(features, slope);
        } else {
            collect(features, slope);
        }
    }

    /**
     * The same, where time may end a mini-batch.
     *
     * @param time at which the row is learned, in the stream's own time: milliseconds since 1970
     *     UTC
     */
    public void learn(FeatureVector features, double label, double weight, long time) {
        if (batchMillis > 0) {
            long now = Math.floorDiv(time, batchMillis);
            if (now != stretch && pending > 0) {
                // Refuses what learn would refuse, while nothing has changed.
                margin(features);
                stepByMean();
            }
            stretch = now;
        }
        learn(features, label, weight);
    }

    /** The derivative of the log-loss by the margin. */
    private static double slope(double margin, double label) {
        double sign = label == 1 ? 1 : -1;
        double z = margin * sign;
        if (z > STEEP) {
            return -sign * StrictMath.exp(-z);
        }
        return z < -STEEP ? -sign : -sign / (StrictMath.exp(z) + 1);
    }

    private static double clipped(double slope) {
        return Math.max(-LARGEST_GRADIENT, Math.min(LARGEST_GRADIENT, slope));
    }

    private void step(FeatureVector features, double slope) {
        intercept -= options.interceptRate() * slope;
        for (int k = 0; k < features.count(); k++) {
            int at = UpdateRule.NUMBERS * features.index(k);
            options.rule().move(numbers, at, slope * features.value(k), decayOfOne);
        }
    }

    private void collect(FeatureVector features, double slope) {
        for (int k = 0; k < features.count(); k++) {
            gradient[features.index(k)] += slope * features.value(k);
        }
        interceptGradient += slope;
        pending++;
        if (pending == options.batchSize()) {
            stepByMean();
        }
    }

    private void stepByMean() {
        double decay = options.decay(pending);
        intercept -= options.interceptRate() * (interceptGradient / pending);
        for (int i = 0; i < gradient.length; i++) {
            options.rule().move(numbers, UpdateRule.NUMBERS * i, gradient[i] / pending, decay);
        }
        Arrays.fill(gradient, 0);
        interceptGradient = 0;
        pending = 0;
    }

    private double margin(FeatureVector features) {
        if (features.size() != numbers.length / UpdateRule.NUMBERS) {
            throw new IllegalArgumentException(
                    "Expected %s features; found %s."
                            .formatted(numbers.length / UpdateRule.NUMBERS, features.size()));
        }
        double margin = 0;
        for (int k = 0; k < features.count(); k++) {
            double value = features.value(k);
            if (!(Math.abs(value) <= LARGEST_FEATURE)) {
                throw new IllegalArgumentException(
                        "Expected features of at most %s in size; found %s at position %s."
                                .formatted(LARGEST_FEATURE, value, features.index(k)));
            }
            margin += numbers[UpdateRule.NUMBERS * features.index(k)] * value;
        }
        return margin + intercept;
    }

    /** Writes all that it has learned, to be read with the same rule and mini-batches. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(FORMAT);
        out.writeUTF(options.rule().name());
        write(numbers, out);
        write(gradient, out);
        out.writeDouble(intercept);
        out.writeDouble(interceptGradient);
        out.writeInt(pending);
        out.writeLong(stretch);
        out.writeLong(rows);
    }

    /**
     * Goes on from what was written.
     *
     * @param options rates, penalties and half-life may be others than before: what the sums hold
     *     decays from here on by the new one
     * @throws IOException another rule, other mini-batches or another format were written
     */
    public static OnlineLogisticRegression read(LearnerOptions options, DataInput in)
            throws IOException {
        require("state of format", FORMAT, in.readInt());
        require("state of the rule", options.rule().name(), in.readUTF());
        double[] numbers = doubles(in);
        OnlineLogisticRegression model =
                new OnlineLogisticRegression(options, numbers.length / UpdateRule.NUMBERS);
        System.arraycopy(numbers, 0, model.numbers, 0, numbers.length);
        double[] gradient = doubles(in);
        require("mini-batch state of size", model.gradient.length, gradient.length);
        System.arraycopy(gradient, 0, model.gradient, 0, gradient.length);
        model.intercept = in.readDouble();
        model.interceptGradient = in.readDouble();
        model.pending = in.readInt();
        model.stretch = in.readLong();
        model.rows = in.readLong();
        return model;
    }

    /** Refuses a state that is not as the learner that reads it. */
    static void require(String what, Object expected, Object found) throws IOException {
        if (!expected.equals(found)) {
            throw new IOException(
                    "Expected a learner's %s %s; found %s. Begin without the old state, or use its options."
                            .formatted(what, expected, found));
        }
    }

    static void write(double[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    static double[] doubles(DataInput in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }
}
