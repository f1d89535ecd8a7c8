package io.flinklab.online;

import io.flinklab.training.Hyperparameters;
import java.io.Serializable;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an {@link OnlineLogisticRegression} learns.
 *
 * @param rule moves the weights
 * @param interceptRate of stochastic gradient descent, which moves the intercept whatever the rule
 *     is; 0 keeps it as it is
 * @param batchSize rows of a mini-batch at most, 1 or more
 * @param batchTime event time of a mini-batch: before the first row of another stretch of so long,
 *     counted from 1970 UTC, it ends with fewer rows; zero: time ends none
 * @param halfLife after how many further rows a row counts half, 1 or more; infinite: all rows
 *     count alike. For rules that add up; the intercept forgets by its constant rate
 * @param weightColumn the column whose value weighs a row's gradient; empty: all weigh 1
 */
public record LearnerOptions(
        UpdateRule rule,
        double interceptRate,
        int batchSize,
        Duration batchTime,
        double halfLife,
        String weightColumn)
        implements Serializable {

    /** The usual rate of the intercept. */
    public static final double INTERCEPT_RATE = 0.01;

    /** Refuses values outside their ranges. */
    public LearnerOptions {
        if (rule == null) {
            throw new IllegalArgumentException("the rule is given; found none.");
        } else if (!(interceptRate >= 0 && Double.isFinite(interceptRate))) {
            throw new IllegalArgumentException(
                    "interceptRate is 0 or more; found " + interceptRate + ".");
        } else if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize is 1 or more; found " + batchSize + ".");
        } else if (batchTime.isNegative()) {
            throw new IllegalArgumentException(
                    "batchTime is zero or more; found " + batchTime + ".");
        } else if (!(halfLife >= 1)) {
            throw new IllegalArgumentException("halfLife is 1 or more; found " + halfLife + ".");
        } else if (halfLife < Double.POSITIVE_INFINITY && !rule.addsUp()) {
            throw new IllegalArgumentException(
                    "A half-life is for ftrl and adagrad, which add up what they have seen; the"
                            + " constant rate of %s forgets by itself, the faster the larger it is."
                                    .formatted(rule.name()));
        }
    }

    /** Learns from all rows alike, old or new. */
    public LearnerOptions(UpdateRule rule, double interceptRate, int batchSize) {
        this(rule, interceptRate, batchSize, Duration.ZERO, Double.POSITIVE_INFINITY, "");
    }

    /** Learns from each row by itself, the intercept at a rate of 0.01. */
    public LearnerOptions(UpdateRule rule) {
        this(rule, INTERCEPT_RATE, 1);
    }

    /**
     * The same with mini-batches that time alone ends.
     *
     * @param time of the stream, a millisecond or more
     */
    public LearnerOptions withBatchTime(Duration time) {
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "A mini-batch takes a millisecond or more; found " + time + ".");
        }
        return new LearnerOptions(
                rule, interceptRate, Integer.MAX_VALUE, time, halfLife, weightColumn);
    }

    /** The same with another half-life. */
    public LearnerOptions withHalfLife(double rows) {
        return new LearnerOptions(rule, interceptRate, batchSize, batchTime, rows, weightColumn);
    }

    /** The same with rows that a column weighs. */
    public LearnerOptions withWeightColumn(String column) {
        return new LearnerOptions(rule, interceptRate, batchSize, batchTime, halfLife, column);
    }

    /** How much of what came before a step counts behind it, if it takes so many rows. */
    double decay(int rows) {
        return StrictMath.pow(2, -rows / halfLife);
    }

    /** As a manifest has them. */
    Hyperparameters.Online hyperparameters(String warmStart, String learner) {
        SortedMap<String, Double> settings = new TreeMap<>(rule.settings());
        settings.put("interceptRate", interceptRate);
        if (batchTime.isZero()) {
            settings.put("batchSize", (double) batchSize);
        } else {
            settings.put("batchSeconds", batchTime.toMillis() / 1000.0);
        }
        if (halfLife < Double.POSITIVE_INFINITY) {
            settings.put("halfLife", halfLife);
        }
        if (!weightColumn.isEmpty()) {
            // A manifest's settings are numbers.
            settings.put("weight." + weightColumn, 1.0);
        }
        return new Hyperparameters.Online(rule.name(), settings, warmStart, learner);
    }
}
