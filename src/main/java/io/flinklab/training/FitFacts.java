package io.flinklab.training;

import java.util.List;

/**
 * How the classifier was fitted.
 *
 * @param estimator name of the algorithm
 * @param iterations passes it made
 * @param objective values of what it minimises, one for each iteration; empty where it reports none
 * @param converged whether it stopped by its tolerance, not by its limit of iterations
 */
public record FitFacts(
        String estimator, int iterations, List<Double> objective, boolean converged) {

    /** Copies the list. */
    public FitFacts {
        objective = List.copyOf(objective);
    }
}
