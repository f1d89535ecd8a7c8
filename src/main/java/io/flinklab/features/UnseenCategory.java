package io.flinklab.features;

import java.util.Locale;

/** What a fitted pipeline does with a category that was not in its training data. */
public enum UnseenCategory {
    /** Refuse the row: an exception that names the value and the column. */
    ERROR,
    /** Leave the row out of the result. */
    SKIP,
    /** Give it a category of its own, which no training row had. */
    KEEP;

    /** The value of Flink ML's {@code handleInvalid} parameter. */
    public String handleInvalid() {
        return toString();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
