package io.flinklab.data;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a missing value looks like in a column, and what becomes of it.
 *
 * @param texts the texts that stand for a missing value, compared exactly; in JSON it is {@code
 *     null}, or the absence of the key
 * @param policy what becomes of it
 */
public record Missing(List<String> texts, Policy policy) implements Serializable {

    /** An empty field is missing, and a row with one is refused. */
    public static final Missing REFUSED = new Missing(List.of(""), Policy.REJECT);

    /** What becomes of a row with a missing value. */
    public enum Policy {
        /** The row is a reject. */
        REJECT,
        /** The value is a category of its own, {@link Column.Category#MISSING}. */
        CATEGORY,
        /** Flink ML's Imputer puts the mean of the training rows in its place. */
        MEAN,
        /** Flink ML's Imputer puts the median of the training rows in its place. */
        MEDIAN,
        /** Flink ML's Imputer puts the most frequent value of the training rows in its place. */
        MOST_FREQUENT;

        /** The name in a schema file, such as {@code most_frequent}, as in Flink ML. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the list. */
    public Missing {
        texts = List.copyOf(texts);
        Objects.requireNonNull(policy, "policy");
        if (texts.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected a text that stands for a missing value, found none");
        }
    }

    /**
     * Missing values become this; the texts that stand for one, as {@code ?}, or an empty field.
     */
    public static Missing as(Policy policy, String... texts) {
        return new Missing(texts.length == 0 ? List.of("") : List.of(texts), policy);
    }

    /** Whether a row with a missing value is read. */
    boolean isAccepted() {
        return policy != Policy.REJECT;
    }

    /** Whether the text stands for a missing value that is read. */
    boolean takes(String text) {
        return isAccepted() && texts.contains(text);
    }
}
