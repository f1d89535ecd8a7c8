package io.flinklab.interchange;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long a model that runs in a process of its own may take, and what becomes of examples for
 * which it gives no answer. There is no answer where the time is up, which ends the process, or
 * where two processes in a row end or send something malformed.
 *
 * <p>Models that run inside this process have no limit: nothing can end them alone.
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

    /** One minute; an example without an answer is a failure. */
    public static AnswerLimit usual() {
        return new AnswerLimit(Duration.ofMinutes(1), false);
    }

    /** A model that runs in a process of its own gave no answer; see {@link AnswerLimit}. */
    public static final class NoAnswerException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        /** Says what was found in place of an answer. */
        public NoAnswerException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
