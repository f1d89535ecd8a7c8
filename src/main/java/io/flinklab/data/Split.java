package io.flinklab.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Which rows train a model and which test it; each row does exactly one of the two, save that those
 * outside of a {@link Window} do neither.
 */
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

    /**
     * A window of rows trains, and the newest rows test.
     *
     * @param train positions of those that train
     * @param test positions of those that test
     */
    static Split window(BitSet train, BitSet test) {
        return new Window(train, test);
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

    /**
     * By position; each does one of the two or neither.
     *
     * @param training positions of the rows that train
     * @param testing positions of the rows that test
     */
    record Window(BitSet training, BitSet testing) implements Split {

        /** Copies the positions; refuses a row that is to do both. */
        public Window {
            if (training.intersects(testing)) {
                throw new IllegalArgumentException(
                        "Expected rows that train or test, found one that does both");
            }
            training = (BitSet) training.clone();
            testing = (BitSet) testing.clone();
        }

        @Override
        public boolean trains(long ordinal, Comparable<?> key) {
            return training.get((int) ordinal);
        }

        @Override
        public Part test() {
            return (ordinal, example) -> testing.get((int) ordinal);
        }
    }

    /** A way to split rows, chosen before the rows are known. */
    enum Method {
        /** The first 80 % of the rows in file order train: {@link Split#article}. */
        @JsonProperty("article")
        ARTICLE,
        /** 80 % of the rows train, drawn by a seeded hash: {@link Split#hash}. */
        @JsonProperty("hash")
        HASH,
        /**
         * A window trains and the rows after it, the newest, test: {@link Split#window}. Which rows
         * they are follows from how many trained and tested.
         */
        @JsonProperty("window")
        WINDOW;

        /**
         * The split of some rows.
         *
         * @param totalRows how many accepted rows there are; the hash split does not need it
         * @param seed of the hash split; the article's has none
         * @throws IllegalArgumentException it is a window, which has more to it
         */
        public Split of(long totalRows, long seed) {
            return switch (this) {
                case ARTICLE -> article(totalRows);
                case HASH -> hash(seed);
                case WINDOW ->
                        throw new IllegalArgumentException(
                                "Expected a split by itself, found a window: it needs the number of"
                                        + " rows that train and test.");
            };
        }

        /**
         * The method of a name, to choose from.
         *
         * @throws IllegalArgumentException it is not article or hash
         */
        public static Method parse(String name) {
            for (Method each : List.of(ARTICLE, HASH)) {
                if (each.toString().equalsIgnoreCase(name)) {
                    return each;
                }
            }
            throw new IllegalArgumentException(
                    "expected one of [ARTICLE, HASH] in whatever case; found '" + name + "'");
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
