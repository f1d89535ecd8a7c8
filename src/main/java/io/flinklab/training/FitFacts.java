package io.flinklab.training;

import java.util.List;

/**
 * How the classifier was fitted.
 *
 * @param estimator name of the algorithm
 * @param iterations passes it made
 * @param objective values of what it minimises, one for each iteration; empty where it reports none
 * @param stoppedBy why it made no more of them
 */
public record FitFacts(
        String estimator, int iterations, List<Double> objective, StopReason stoppedBy) {

    /** Copies the list. */
    public FitFacts {
        objective = List.copyOf(objective);
    }

    /** Whether it was not cut short: more iterations or time would change nothing. */
    public boolean converged() {
        return stoppedBy != StopReason.ITERATIONS
                && stoppedBy != StopReason.TIME
                && stoppedBy != StopReason.ROUNDING;
    }
}
