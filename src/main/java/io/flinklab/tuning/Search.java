package io.flinklab.tuning;

import io.flinklab.data.Schema;
import io.flinklab.training.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is searched, and how.
 *
 * @param recipe whose hyperparameters are searched
 * @param schema of the rows, which has a label
 * @param candidates one or more, numbered from 1
 * @param options how they are compared
 */
public record Search(
        Recipe recipe, Schema schema, List<Candidate> candidates, SearchOptions options) {

    /** Copies the list. */
    public Search {
        candidates = List.copyOf(candidates);
        schema.requireLabel();
    }

    /** How many models are trained and measured: one for each candidate and fold. */
    public int units() {
        return candidates.size() * options.folds();
    }

    /** A message about a result, as {@code candidate 3 of 20, fold 2 of 5: auroc 0.74321}. */
    public String describe(UnitResult result) {
        return "candidate %s of %s (%s), fold %s of %s: %s"
                .formatted(
                        result.candidate,
                        candidates.size(),
                        candidates.get(result.candidate - 1),
                        result.fold,
                        options.folds(),
                        result.isFailed()
                                ? "failed, " + result.failure
                                : String.format(
                                        Locale.ROOT, "%s %.5f", options.metric(), result.value));
    }

    /** All units but those with a result, fold by fold: a fold's features are fitted once. */
    List<Unit> missing(List<UnitResult> results) {
        boolean[] known = new boolean[units()];
        results.forEach(each -> known[position(each.candidate, each.fold)] = true);
        List<Unit> missing = new ArrayList<>();
        for (int fold = 1; fold <= options.folds(); fold++) {
            for (Candidate candidate : candidates) {
                if (!known[position(candidate.number(), fold)]) {
                    missing.add(new Unit(candidate.number(), fold, candidate.hyperparameters()));
                }
            }
        }
        return missing;
    }

    private int position(int candidate, int fold) {
        return (candidate - 1) * options.folds() + fold - 1;
    }
}
