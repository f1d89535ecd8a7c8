package io.flinklab.training;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * Training data or options that have no model. The message says what was expected, what was found
 * and what to do. It is among the causes of what {@code env.execute()} throws; Flink does not
 * restart the job for it, because the same rows would fail again.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public class TrainingException extends RuntimeException {

    /** With a message for the person who trains. */
    public TrainingException(String message) {
        super(message);
    }

    /** With a message for the person who trains, and what a developer may look into. */
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
