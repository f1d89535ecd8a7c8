package io.flinklab.interchange;

/** A model that runs in a process of its own gave no answer; see {@link AnswerLimit}. */
public final class NoAnswerException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Says what was found in place of an answer. */
    public NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
