package io.flinklab.streaming;

import io.flinklab.serving.ScoringRuntime;
import java.io.Serializable;
import java.time.Duration;
import java.util.UUID;

/**
 * How a job scores. The scores are the same for any size of the batches. A batch is also scored at
 * a checkpoint, at a change of the model and at the end of the input, so that nothing waits in it
 * that a failure could lose.
 *
 * @param runtime what runs the models
 * @param batchSize how many examples are scored at once, 1 or more
 * @param batchDelay the longest time an example may wait for its batch to fill, 1 ms or more
 * @param submission a name that no other submission of a job has. The job keeps it over failures;
 *     one that is submitted anew from a savepoint has another, and so begins with the model that it
 *     is submitted with rather than with the savepoint's
 */
public record ScoringOptions(
        ScoringRuntime runtime, int batchSize, Duration batchDelay, String submission)
        implements Serializable {
    private static final Duration DELAY = Duration.ofMillis(100);

    /** Checks the ranges. */
    public ScoringOptions {
        if (batchSize < 1) {
            throw new IllegalArgumentException(
                    "Expected a batch of 1 row or more, found " + batchSize);
        }
        if (batchDelay.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "Expected a delay of 1 ms or more, found " + batchDelay);
        }
    }

    /** Options for a new submission. */
    public ScoringOptions(ScoringRuntime runtime, int batchSize, Duration batchDelay) {
        this(runtime, batchSize, batchDelay, UUID.randomUUID().toString());
    }

    /** Options for a new submission whose examples wait 100 ms at most. */
    public ScoringOptions(ScoringRuntime runtime, int batchSize) {
        this(runtime, batchSize, DELAY);
    }

    /** The same in plain Java. */
    public ScoringOptions(int batchSize) {
        this(ScoringRuntime.PLAIN, batchSize);
    }

    /** The same in plain Java, each example on its own. */
    public ScoringOptions() {
        this(1);
    }
}
