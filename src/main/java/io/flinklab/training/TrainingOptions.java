package io.flinklab.training;

import io.flinklab.features.UnseenCategory;

/**
 * What decides a model besides its data.
 *
 * @param plan the features and the estimator: "reference" or "tuned"
 * @param split "article" (the first four fifths of the rows in file order train) or "hash" (four
 *     fifths of the customers, drawn by a seeded hash of CustomerId)
 * @param seed seed of the hash split and of every draw in training
 * @param parallelism subtasks that train, 1 or more; the reference plan always trains on one
 * @param unseen what the model does with a category that training did not see
 */
public record TrainingOptions(
        String plan, String split, long seed, int parallelism, UnseenCategory unseen) {

    /** Refuses values outside their ranges. */
    public TrainingOptions {
        requireOneOf("plan", plan, "reference", "tuned");
        requireOneOf("split", split, "article", "hash");
        if (parallelism < 1) {
            throw new IllegalArgumentException(
                    "parallelism is 1 or more; found " + parallelism + ".");
        }
        if (unseen == null) {
            throw new IllegalArgumentException("unseen is missing.");
        }
    }

    /** The tuned plan on the article's split, one subtask, unseen categories kept. */
    public TrainingOptions() {
        this("tuned", "article", 42, 1, UnseenCategory.KEEP);
    }

    private static void requireOneOf(String name, String value, String first, String second) {
        if (!first.equals(value) && !second.equals(value)) {
            throw new IllegalArgumentException(
                    name + " is \"" + first + "\" or \"" + second + "\"; found " + value + ".");
        }
    }
}
