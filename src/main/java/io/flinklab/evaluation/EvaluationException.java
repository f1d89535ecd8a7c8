package io.flinklab.evaluation;

/**
 * Labels, scores or weights that cannot be evaluated; the message says what was expected and found.
 */
public final class EvaluationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    EvaluationException(String message) {
        super(message);
    }
}
