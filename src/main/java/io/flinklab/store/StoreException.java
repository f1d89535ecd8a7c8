package io.flinklab.store;

/** A store or a model directory that is not as it should be, or could not be read or written. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String where, String expected, String found, String cure) {
        this(where, expected, found, cure, null);
    }

    StoreException(String where, String expected, String found, String cure, Throwable cause) {
        super(where + ": expected " + expected + "; found " + found + ". " + cure, cause);
    }
}
