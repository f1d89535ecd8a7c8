package io.flinklab.interchange;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long a model that runs in a process of its own may take, and what becomes of the examples for
 * which it gives no answer: because the time is up, after which the process is ended, or because
 * two processes after each other end, or answer what is no answer.
 *
 * <p>Models that run inside this process know no limit: nothing can end them alone.
 *
 * @param time above 0, for loading the model and for each batch
 * @param rejecting whether such examples are refused, as an {@link IllegalArgumentException}, which
 *     a job makes a reject; otherwise a {@link NoAnswerException} fails what asked
 */
public record AnswerLimit(Duration time, boolean rejecting) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Refuses a time that is not above 0. */
    public AnswerLimit {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("Expected a time above 0; found " + time + ".");
        }
    }

    /** One minute, and then a failure. */
    public static AnswerLimit usual() {
        return new AnswerLimit(Duration.ofMinutes(1), false);
    }
}
