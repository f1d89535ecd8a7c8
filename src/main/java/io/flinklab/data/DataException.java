package io.flinklab.data;

/** Data that cannot be used at all; the message says what was expected, found, and what to do. */
public sealed class DataException extends RuntimeException permits EmptyFileException {

    /** A problem found by looking at the data. */
    public DataException(String message) {
        super(message);
    }

    /** A problem reported by the file system. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
