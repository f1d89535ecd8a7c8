package io.flinklab.online;

import io.flinklab.training.Hyperparameters;
import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an {@link OnlineLogisticRegression} learns.
 *
 * @param rule moves the weights
 * @param interceptRate of stochastic gradient descent, which moves the intercept whatever the rule
 *     is; 0 keeps it as it is
 * @param batchSize rows of a mini-batch, 1 or more
 * @param halfLife after how many further rows a row counts half, 1 or more; infinite: all rows
 *     count alike. For rules that add up; the intercept forgets by its constant rate
 * @param weightColumn the column whose value weighs a row's gradient; empty: all weigh 1
 */
public record LearnerOptions(
        UpdateRule rule, double interceptRate, int batchSize, double halfLife, String weightColumn)
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
        this(rule, interceptRate, batchSize, Double.POSITIVE_INFINITY, "");
    }

    /** Learns from each row by itself, the intercept at a rate of 0.01. */
    public LearnerOptions(UpdateRule rule) {
        this(rule, INTERCEPT_RATE, 1);
    }

    /** The same with another half-life. */
    public LearnerOptions withHalfLife(double rows) {
        return new LearnerOptions(rule, interceptRate, batchSize, rows, weightColumn);
    }

    /** The same with rows that a column weighs. */
    public LearnerOptions withWeightColumn(String column) {
        return new LearnerOptions(rule, interceptRate, batchSize, halfLife, column);
    }

    /** How much of a step, which takes a mini-batch, counts at the next one. */
    double decay() {
        return StrictMath.pow(2, -batchSize / halfLife);
    }

    /** As a manifest has them. */
    Hyperparameters.Online hyperparameters(String warmStart, String learner) {
        SortedMap<String, Double> settings = new TreeMap<>(rule.settings());
        settings.put("interceptRate", interceptRate);
        settings.put("batchSize", (double) batchSize);
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
