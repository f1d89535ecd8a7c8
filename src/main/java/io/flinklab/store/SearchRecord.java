package io.flinklab.store;

import io.flinklab.training.Hyperparameters;
import java.util.List;
import java.util.Objects;

/**
 * The search that chose a model's hyperparameters, by cross-validation on the training rows.
 *
 * @param metric what candidates were compared by, as {@code log-loss}
 * @param folds parts of the training rows, each of which measured once
 * @param seed which rows made which fold
 * @param choice how the chosen one was found, as {@code one-standard-error}
 * @param candidates what was measured, the best first
 * @param failures what could not be measured
 */
public record SearchRecord(
        String metric,
        int folds,
        long seed,
        String choice,
        List<Candidate> candidates,
        List<Failure> failures) {

    /** Copies the lists; nothing may be missing. */
    public SearchRecord {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(choice, "choice");
        candidates = List.copyOf(candidates);
        failures = List.copyOf(failures);
    }

    /**
     * Hyperparameters that were measured.
     *
     * @param mean of the metric over the folds
     * @param standardError of the mean
     */
    public record Candidate(Hyperparameters hyperparameters, double mean, double standardError) {}

    /**
     * Hyperparameters that have no mean.
     *
     * @param reason in words
     */
    public record Failure(Hyperparameters hyperparameters, String reason) {}
}
