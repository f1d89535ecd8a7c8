package io.flinklab.training;

import io.flinklab.data.Split;
import io.flinklab.features.UnseenCategory;
import java.time.Duration;

/**
 * What decides a model besides its recipe and its data.
 *
 * @param split which rows train
 * @param seed seed of the hash split
 * @param parallelism subtasks that train, 1 or more; Flink ML's own estimator always trains on one
 * @param unseen what the model does with a category that training did not see
 * @param timeLimitSeconds wall time after which the iterations end, to the millisecond, 0 for none;
 *     how many there are then depends on the machine
 */
public record TrainingOptions(
        Split.Method split,
        long seed,
        int parallelism,
        UnseenCategory unseen,
        double timeLimitSeconds) {
    private static final double MILLIS_A_SECOND = 1000;

    /** The article's split, one subtask, unseen categories kept. */
    public static final TrainingOptions DEFAULT =
            new TrainingOptions(Split.Method.ARTICLE, 42, 1, UnseenCategory.KEEP);

    /** Refuses values outside their ranges. */
    public TrainingOptions {
        if (parallelism < 1) {
            throw new IllegalArgumentException(
                    "parallelism is 1 or more; found " + parallelism + ".");
        } else if (!(timeLimitSeconds >= 0)) {
            throw new IllegalArgumentException(
                    "the time limit is 0 seconds or more; found " + timeLimitSeconds + ".");
        }
    }

    /** Options without a limit of time. */
    public TrainingOptions(Split.Method split, long seed, int parallelism, UnseenCategory unseen) {
        this(split, seed, parallelism, unseen, 0);
    }

    /** The same with another limit of time, which counts to the millisecond; zero for none. */
    public TrainingOptions withTimeLimit(Duration limit) {
        return new TrainingOptions(
                split, seed, parallelism, unseen, limit.toMillis() / MILLIS_A_SECOND);
    }

    /** How long the iterations may take; zero for ever. */
    public Duration timeLimit() {
        return Duration.ofMillis(Math.round(timeLimitSeconds * MILLIS_A_SECOND));
    }
}
