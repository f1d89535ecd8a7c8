package io.flinklab.training;

import io.flinklab.data.SplitMethod;
import io.flinklab.features.UnseenCategory;

/**
 * What decides a model besides its data.
 *
 * @param plan the features and the estimator
 * @param split which rows train
 * @param seed seed of the hash split
 * @param parallelism subtasks that train, 1 or more; the reference plan always trains on one
 * @param unseen what the model does with a category that training did not see
 */
public record TrainingOptions(
        Plan plan, SplitMethod split, long seed, int parallelism, UnseenCategory unseen) {

    /** Refuses values outside their ranges. */
    public TrainingOptions {
        if (parallelism < 1) {
            throw new IllegalArgumentException(
                    "parallelism is 1 or more; found " + parallelism + ".");
        }
    }

    /** This plan on the article's split, one subtask, unseen categories kept. */
    public TrainingOptions(Plan plan) {
        this(plan, SplitMethod.ARTICLE, 42, 1, UnseenCategory.KEEP);
    }
}
