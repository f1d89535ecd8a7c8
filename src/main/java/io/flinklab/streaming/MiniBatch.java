package io.flinklab.streaming;

import java.io.Serializable;
import java.time.Duration;

/**
 * How many examples are scored at once, and how long the first of them waits at most. The scores
 * are the same for any size; a batch is also scored at a checkpoint, at a change of the model and
 * at the end of the input, so that nothing waits in it that a failure could lose.
 *
 * @param size examples, 1 or more
 * @param delay what the first example of a batch waits for the last one; more than 0
 */
public record MiniBatch(int size, Duration delay) implements Serializable {

    /** Each example on its own. */
    public static final MiniBatch OFF = new MiniBatch(1, Duration.ofSeconds(1));

    private static final Duration DELAY = Duration.ofMillis(100);

    /** Checks the ranges. */
    public MiniBatch {
        if (size < 1) {
            throw new IllegalArgumentException("Expected a batch of 1 row or more, found " + size);
        }
        if (delay.toMillis() < 1) {
            throw new IllegalArgumentException("Expected a delay of 1 ms or more, found " + delay);
        }
    }

    /** Batches of this size that wait 100 ms at most. */
    public static MiniBatch of(int size) {
        return new MiniBatch(size, DELAY);
    }
}
