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
 */
public record LearnerOptions(UpdateRule rule, double interceptRate, int batchSize)
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
        }
    }

    /** Learns from each row by itself, the intercept at a rate of 0.01. */
    public LearnerOptions(UpdateRule rule) {
        this(rule, INTERCEPT_RATE, 1);
    }

    /** As a manifest has them. */
    Hyperparameters.Online hyperparameters(String warmStart, String learner) {
        SortedMap<String, Double> settings = new TreeMap<>(rule.settings());
        settings.put("interceptRate", interceptRate);
        settings.put("batchSize", (double) batchSize);
        return new Hyperparameters.Online(rule.name(), settings, warmStart, learner);
    }
}
