package io.flinklab.data;

import java.io.Serializable;

/** Which rows train a model and which test it; each row does exactly one of the two. */
public sealed interface Split extends Serializable {

    /** The share of rows that train: 0.8. */
    double TRAIN_SHARE = 0.8;

    /** Whether a row trains; otherwise it tests. */
    boolean trains(long ordinal, Customer customer);

    /** The article's split: the first 80 % of the rows in file order train. */
    static Split article(long totalRows) {
        return new Article(totalRows);
    }

    /** A split by customer, independent of order and of other rows; 80 % train on average. */
    static Split hash(long seed) {
        return new Hash(seed);
    }

    /** The rows that train. */
    default RowSelector train() {
        return this::trains;
    }

    /** The rows that test. */
    default RowSelector test() {
        return (ordinal, customer) -> !trains(ordinal, customer);
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
        public boolean trains(long ordinal, Customer customer) {
            return ordinal < trainRows();
        }
    }

    /**
     * By a hash of the CustomerId, so that all rows of a customer are on the same side.
     *
     * @param seed any; another seed is another split
     */
    record Hash(long seed) implements Split {

        @Override
        public boolean trains(long ordinal, Customer customer) {
            long bits = mixed(mixed(seed) + customer.customerId());
            return (bits >>> 11) * 0x1p-53 < TRAIN_SHARE;
        }

        /** SplitMix64's step (Steele, Lea and Flood, 2014): each input bit moves all others. */
        private static long mixed(long value) {
            long z = value + 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }
    }
}
