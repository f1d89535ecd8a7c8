package io.flinklab.training;

import org.apache.flink.util.ExceptionUtils;

/** Training cannot give a model; the message says why and what to do. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A reason found by training itself. */
    public TrainingException(String message) {
        super(message);
    }

    private TrainingException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Digs the reason out of the layers that a failed job wraps around it. */
    static TrainingException causedBy(Throwable failure) {
        Throwable root =
                ExceptionUtils.findThrowable(failure, TrainingException.class)
                        .<Throwable>map(found -> found)
                        .orElseGet(() -> deepest(failure));
        return new TrainingException(root.getMessage(), failure);
    }

    private static Throwable deepest(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
