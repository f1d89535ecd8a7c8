package io.flinklab.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.Locale;

/** Which rows train a model and which test it; each row does exactly one of the two. */
public sealed interface Split extends Serializable {

    /** The share of rows that train: 0.8. */
    double TRAIN_SHARE = 0.8;

    /**
     * Whether a row trains; otherwise it tests.
     *
     * @param key of the row; null where it has none
     */
    boolean trains(long ordinal, Comparable<?> key);

    /** The same of an example. */
    default boolean trains(long ordinal, Example example) {
        return trains(ordinal, example.key());
    }

    /**
     * The first 80 % of the rows in file order train: our stand-in for the article's {@code limit},
     * which takes the rows that arrive first.
     */
    static Split article(long totalRows) {
        return new Article(totalRows);
    }

    /**
     * A split by key, independent of order and of other rows; 80 % train on average. Rows without a
     * key are split by their position in the file.
     */
    static Split hash(long seed) {
        return new Hash(seed);
    }

    /** A key as a number: itself, or a hash of its text that is the same on every machine. */
    static long number(Object key) {
        return key instanceof Long number ? number : hash(key.toString());
    }

    private static long hash(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = SplitMix64.mixed(hash + text.charAt(i));
        }
        return hash;
    }

    /** The rows that train. */
    default Part train() {
        return this::trains;
    }

    /** The rows that test. */
    default Part test() {
        return (ordinal, example) -> !trains(ordinal, example);
    }

    /**
     * By position.
     *
     * @param totalRows the number of accepted rows, 0 or more
     */
    record Article(long totalRows) implements Split {

        /** Refuses a negative number. */
        public Article {
            if (totalRows < 0) {
                throw new IllegalArgumentException("Expected 0 rows or more, found " + totalRows);
            }
        }

        /** How many rows train. */
        public long trainRows() {
            return totalRows / 5 * 4 + totalRows % 5 * 4 / 5;
        }

        @Override
        public boolean trains(long ordinal, Comparable<?> key) {
            return ordinal < trainRows();
        }
    }

    /**
     * By a hash of the key, so that all rows with the same key are on the same side.
     *
     * @param seed any; another seed is another split
     */
    record Hash(long seed) implements Split {

        @Override
        public boolean trains(long ordinal, Comparable<?> key) {
            long bits =
                    SplitMix64.mixed(
                            SplitMix64.mixed(seed) + (key == null ? ordinal : number(key)));
            return SplitMix64.unit(bits) < TRAIN_SHARE;
        }
    }

    /** A way to split rows, chosen before the rows are known. */
    enum Method {
        /** The first 80 % of the rows in file order train: {@link Split#article}. */
        @JsonProperty("article")
        ARTICLE,
        /** 80 % of the rows train, drawn by a seeded hash: {@link Split#hash}. */
        @JsonProperty("hash")
        HASH;

        /**
         * The split of some rows.
         *
         * @param totalRows how many accepted rows there are; the hash split does not need it
         * @param seed of the hash split; the article's has none
         */
        public Split of(long totalRows, long seed) {
            return this == ARTICLE ? article(totalRows) : hash(seed);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The rows that a job reads: all of them, or those on one side of a split. */
    @FunctionalInterface
    interface Part extends Serializable {
        /** Every row. */
        Part ALL = (ordinal, example) -> true;

        /**
         * Whether the part has a row.
         *
         * @param ordinal the row's position among all accepted rows in file order, from 0
         */
        boolean accepts(long ordinal, Example example);
    }
}
