package io.flinklab.store;

import io.flinklab.data.IoFailure;
import java.io.IOException;

/** A store or a model directory that is not as it should be, or could not be read or written. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String where, String expected, String found, String cure) {
        this(where, expected, found, cure, null);
    }

    StoreException(String where, String expected, String found, String cure, Throwable cause) {
        super(where + ": expected " + expected + "; found " + found + ". " + cure, cause);
    }

    static Unreachable unreadable(String where, IOException cause) {
        return new Unreachable(
                where,
                "a readable file or directory",
                "Check the path and its permissions, and that the store can be reached.",
                cause);
    }

    static Unreachable unwritable(String where, IOException cause) {
        return new Unreachable(
                where,
                "a directory that can be written",
                "Choose another store, or check permissions, free space and that the store can be"
                        + " reached.",
                cause);
    }

    /**
     * A store that could not be read or written just now: no network, no answer, no permission, no
     * space. Unlike any other {@link StoreException} it says nothing about what the store holds, so
     * it is worth trying again.
     */
    public static final class Unreachable extends StoreException {
        private static final long serialVersionUID = 1L;

        private Unreachable(String where, String expected, String cure, IOException cause) {
            this(where, expected, IoFailure.of(cause, cure), cause);
        }

        private Unreachable(String where, String expected, IoFailure failure, IOException cause) {
            super(where, expected, "none: " + failure.reason(), failure.cure(), cause);
        }
    }
}
