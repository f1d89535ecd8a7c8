package io.flinklab.store;

import java.io.IOException;

/**
 * A store that could not be read or written just now: no network, no answer, no permission, no
 * space. Unlike any other {@link StoreException} it says nothing about what the store holds, so it
 * is worth trying again.
 */
public final class StoreUnreachableException extends StoreException {
    private static final long serialVersionUID = 1L;

    private StoreUnreachableException(
            String where, String expected, String cure, IOException cause) {
        super(where, expected, cause.toString(), cure, cause);
    }

    static StoreUnreachableException unreadable(String where, IOException cause) {
        return new StoreUnreachableException(
                where,
                "a readable file or directory",
                "Check the path and its permissions, and that the store can be reached.",
                cause);
    }

    static StoreUnreachableException unwritable(String where, IOException cause) {
        return new StoreUnreachableException(
                where,
                "a directory that can be written",
                "Choose another store, or check permissions, free space and that the store can be"
                        + " reached.",
                cause);
    }
}
