package io.flinklab.tuning;

import io.flinklab.training.Hyperparameters;
import io.flinklab.training.TrainingException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a search found.
 *
 * @param metric that the candidates are ranked by
 * @param choice how the chosen one is found
 * @param ranked the candidates, the best first, those that failed last
 */
public record SearchResult(Metric metric, Choice choice, List<RankedCandidate> ranked) {

    /** A stronger penalty first, then a larger tolerance, then fewer iterations. */
    private static final Comparator<Hyperparameters.Logistic> SIMPLICITY =
            Comparator.comparingDouble(Hyperparameters.Logistic::reg)
                    .thenComparingDouble(Hyperparameters.Logistic::tol)
                    .reversed()
                    .thenComparingInt(Hyperparameters.Logistic::maxIter);

    /** Copies the list. */
    public SearchResult {
        ranked = List.copyOf(ranked);
    }

    /** Ranks candidates by the results of their folds. */
    static SearchResult of(Search search, List<UnitResult> results) {
        Map<Integer, List<UnitResult>> folds =
                results.stream().collect(Collectors.groupingBy(result -> result.candidate));
        Metric metric = search.options().metric();
        return new SearchResult(
                metric,
                search.options().choice(),
                search.candidates().stream()
                        .map(each -> RankedCandidate.of(each, folds.get(each.number())))
                        .sorted(order(metric))
                        .toList());
    }

    private static Comparator<RankedCandidate> order(Metric metric) {
        return Comparator.comparing(RankedCandidate::isFailed)
                .thenComparing(
                        (left, right) -> {
                            return left.isFailed()
                                    ? 0
                                    : Double.compare(0, metric.gain(left.mean(), right.mean()));
                        })
                .thenComparingInt(each -> each.candidate().number());
    }

    /**
     * The candidate with the best mean.
     *
     * @throws TrainingException all failed
     */
    public RankedCandidate best() {
        RankedCandidate first = ranked.get(0);
        if (first.isFailed()) {
            throw new TrainingException(
                    "All %s candidates failed; the first one, %s, in %s"
                            .formatted(ranked.size(), first.candidate(), first.failure()));
        }
        return first;
    }

    /** The candidate that the {@link Choice} chooses. */
    public RankedCandidate chosen() {
        RankedCandidate best = best();
        return choice == Choice.BEST
                ? best
                : ranked.stream()
                        .filter(this::isNearBest)
                        .min(
                                Comparator.comparing(
                                        each -> each.candidate().hyperparameters(), SIMPLICITY))
                        .orElse(best);
    }

    /** What a candidate is: {@code best}, {@code chosen}, both, or nothing. */
    public String marks(RankedCandidate candidate) {
        String best = candidate.equals(best()) ? "best" : "";
        String chosen = candidate.equals(chosen()) ? "chosen" : "";
        return best + (best.isEmpty() || chosen.isEmpty() ? "" : ", ") + chosen;
    }

    private boolean isNearBest(RankedCandidate candidate) {
        return !candidate.isFailed()
                && metric.gain(best().mean(), candidate.mean()) <= best().standardError();
    }
}
