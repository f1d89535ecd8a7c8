package io.flinklab.data;

import java.io.IOException;
import java.util.zip.ZipException;

/** Data that cannot be used at all; the message says what was expected, found, and what to do. */
public sealed class DataException extends RuntimeException permits DataException.EmptyFile {
    /** A problem found by looking at the data. */
    public DataException(String message) {
        super(message);
    }

    /** A problem reported by the file system. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Nothing is at a path.
     *
     * @param seenAs the path or the reason as the file system has it
     */
    public static DataException missing(String path, String seenAs) {
        return new DataException(
                path
                        + " does not exist. Expected a CSV file or a directory of"
                        + " them; check the path ("
                        + seenAs
                        + ").");
    }

    /** A file or a directory cannot be read. */
    public static DataException unreadable(Object path, IOException cause) {
        if (cause instanceof ZipException) {
            return new DataException(
                    path + " cannot be read: " + cause.getMessage() + ". Make or copy it again.",
                    cause);
        }
        IoFailure failure = IoFailure.of(cause, "Check that it is there, and its permissions.");
        return new DataException(
                path + " cannot be read: " + failure.reason() + ". " + failure.cure(), cause);
    }

    /** A file has no rows: it is empty, or it is nothing but a header. */
    public static final class EmptyFile extends DataException {
        public EmptyFile(String message) {
            super(message);
        }
    }
}
