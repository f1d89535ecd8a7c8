package io.flinklab.data;

/** A field that does not fit its column; becomes a {@link Reject}. */
public final class BadValue extends Exception {
    private final String column;

    public BadValue(String column, String reason) {
        // A file may hold millions of them, and the stack says nothing about the data.
        super(reason, null, false, false);
        this.column = column;
    }

    public String column() {
        return column;
    }
}
