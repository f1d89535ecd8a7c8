package io.flinklab.data;

/** A file without a row: nothing but a fault where it was named, a part without rows elsewhere. */
public final class EmptyFileException extends DataException {
    private static final long serialVersionUID = 1L;

    public EmptyFileException(String message) {
        super(message);
    }
}
