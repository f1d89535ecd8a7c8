package io.flinklab.tuning;

import io.flinklab.features.UnseenCategory;
import java.io.Serializable;

/**
 * How candidates are compared.
 *
 * @param folds parts of the rows, each of which measures once, 2 or more
 * @param seed which rows make which fold
 * @param metric what is compared
 * @param choice which candidate is chosen
 * @param parallelism subtasks that train and measure, 1 or more; each holds all rows
 * @param unseen what models do with a category that their training rows did not have; where they
 *     refuse or skip it, its rows do not measure
 */
public record SearchOptions(
        int folds, long seed, Metric metric, Choice choice, int parallelism, UnseenCategory unseen)
        implements Serializable {

    /** Five folds, the best AUROC, one subtask. */
    public static final SearchOptions DEFAULT =
            new SearchOptions(5, 42, Metric.AUROC, Choice.BEST, 1, UnseenCategory.KEEP);

    private static final int MOST_FOLDS = 100;

    /** Refuses values outside their ranges. */
    public SearchOptions {
        if (folds < 2 || folds > MOST_FOLDS) {
            throw new IllegalArgumentException(
                    "expected 2 to %s folds; found %s".formatted(MOST_FOLDS, folds));
        }
        if (parallelism < 1) {
            throw new IllegalArgumentException(
                    "parallelism is 1 or more; found " + parallelism + ".");
        }
    }

    /** The same on another number of subtasks, which find the same. */
    public SearchOptions withParallelism(int other) {
        return new SearchOptions(folds, seed, metric, choice, other, unseen);
    }

    /** The same by another metric. */
    public SearchOptions withMetric(Metric other) {
        return new SearchOptions(folds, seed, other, choice, parallelism, unseen);
    }

    /** The same with another number of folds. */
    public SearchOptions withFolds(int other) {
        return new SearchOptions(other, seed, metric, choice, parallelism, unseen);
    }

    /** The same with another choice among the candidates. */
    public SearchOptions withChoice(Choice other) {
        return new SearchOptions(folds, seed, metric, other, parallelism, unseen);
    }
}
