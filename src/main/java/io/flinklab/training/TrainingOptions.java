package io.flinklab.training;

import io.flinklab.data.Split;
import io.flinklab.features.UnseenCategory;

/**
 * What decides a model besides its recipe and its data.
 *
 * @param split which rows train
 * @param seed seed of the hash split
 * @param parallelism subtasks that train, 1 or more; Flink ML's own estimator always trains on one
 * @param unseen what the model does with a category that training did not see
 */
public record TrainingOptions(
        Split.Method split, long seed, int parallelism, UnseenCategory unseen) {

    /** The article's split, one subtask, unseen categories kept. */
    public static final TrainingOptions DEFAULT =
            new TrainingOptions(Split.Method.ARTICLE, 42, 1, UnseenCategory.KEEP);

    /** Refuses values outside their ranges. */
    public TrainingOptions {
        if (parallelism < 1) {
            throw new IllegalArgumentException(
                    "parallelism is 1 or more; found " + parallelism + ".");
        }
    }
}
