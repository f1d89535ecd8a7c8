package io.flinklab.store;

import java.io.IOException;
import java.nio.file.Path;

/** A store or a model directory that is not as it should be, or could not be read or written. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(Path path, String expected, String found, String cure) {
        this(path, expected, found, cure, null);
    }

    StoreException(Path path, String expected, String found, String cure, Throwable cause) {
        super(path + ": expected " + expected + "; found " + found + ". " + cure, cause);
    }

    static StoreException unreadable(Path path, IOException cause) {
        return new StoreException(
                path,
                "a readable file or directory",
                cause.toString(),
                "Check the path and its permissions.",
                cause);
    }

    static StoreException unwritable(Path path, IOException cause) {
        return new StoreException(
                path,
                "a directory that can be written",
                cause.toString(),
                "Choose another store, or check permissions and free space.",
                cause);
    }
}
