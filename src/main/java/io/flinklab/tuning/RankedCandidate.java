package io.flinklab.tuning;

import java.util.Comparator;
import java.util.List;

/**
 * A candidate with what it reached.
 *
 * @param candidate what was tried
 * @param values the metric on each fold; empty where the candidate failed
 * @param failure why it has no mean; empty where it has one
 */
public record RankedCandidate(Candidate candidate, List<Double> values, String failure) {

    /** Copies the list. */
    public RankedCandidate {
        values = List.copyOf(values);
    }

    /** The results of a candidate on all folds. */
    static RankedCandidate of(Candidate candidate, List<UnitResult> folds) {
        return folds.stream()
                .filter(UnitResult::isFailed)
                .min(Comparator.comparingInt(result -> result.fold))
                .map(
                        failed ->
                                new RankedCandidate(
                                        candidate,
                                        List.of(),
                                        "fold " + failed.fold + ": " + failed.failure))
                .orElseGet(
                        () ->
                                new RankedCandidate(
                                        candidate,
                                        folds.stream()
                                                .sorted(Comparator.comparingInt(r -> r.fold))
                                                .map(result -> result.value)
                                                .toList(),
                                        ""));
    }

    /** Whether it has no mean. */
    public boolean isFailed() {
        return !failure.isEmpty();
    }

    /** Mean of the metric over the folds; NaN where the candidate failed. */
    public double mean() {
        return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    }

    /**
     * The mean's standard error: the sample standard deviation over the folds divided by the root
     * of their number; NaN where the candidate failed.
     */
    public double standardError() {
        double mean = mean();
        double squares =
                values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
        return Math.sqrt(squares / (values.size() - 1) / values.size());
    }
}
