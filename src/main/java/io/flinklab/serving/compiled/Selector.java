package io.flinklab.serving.compiled;

import io.flinklab.features.FittedStage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each row one of a few states: a category, an interval, a side of a threshold. */
interface Selector {
    /** The answer for a row that only the interpreter may judge. */
    int UNKNOWN = -1;

    /** Up to here categories are compared one after the other, without hashing the text. */
    int FEW = 16;

    /** How many states there are; they count from 0. */
    int states();

    /** The row's state, or {@link #UNKNOWN}. */
    int state(double[] numbers, String[] texts);

    /** State i for the i-th category, the one after the last for any other text if that is kept. */
    static Selector ofText(int column, List<String> categories, boolean keep) {
        if (categories.size() <= FEW) {
            return new OfText(column, categories.toArray(String[]::new), keep);
        }
        Map<String, Integer> states = new HashMap<>();
        categories.forEach(each -> states.put(each, states.size()));
        return new OfManyTexts(column, states, keep ? categories.size() : UNKNOWN);
    }

    /** See {@link #ofText}. */
    record OfText(int column, String[] categories, boolean keep) implements Selector {
        public OfText {
            categories = Arrays.stream(categories).map(String::intern).toArray(String[]::new);
        }

        @Override
        public int states() {
            return categories.length + 1;
        }

        @Override
        public int state(double[] numbers, String[] texts) {
            String text = texts[column];
            // A file's categories are interned as well.
            for (int i = 0; i < categories.length; i++) {
                if (categories[i] == text) {
                    return i;
                }
            }
            for (int i = 0; i < categories.length; i++) {
                if (categories[i].equals(text)) {
                    return i;
                }
            }
            return keep ? categories.length : UNKNOWN;
        }
    }

    /**
     * The same by a hash table.
     *
     * @param unseen the state of a text that is no category, or {@link #UNKNOWN}
     */
    record OfManyTexts(int column, Map<String, Integer> categories, int unseen)
            implements Selector {
        @Override
        public int states() {
            return categories.size() + 1;
        }

        @Override
        public int state(double[] numbers, String[] texts) {
            return categories.getOrDefault(texts[column], unseen);
        }
    }

    /** As {@link #ofText}, for categories that are numbers. */
    record OfNumber(int column, double[] categories, boolean keep) implements Selector {
        @Override
        public int states() {
            return categories.length + 1;
        }

        @Override
        public int state(double[] numbers, String[] texts) {
            for (int i = 0; i < categories.length; i++) {
                if (Double.compare(numbers[column], categories[i]) == 0) {
                    return i;
                }
            }
            return keep ? categories.length : UNKNOWN;
        }
    }

    /** State i for the i-th interval, the one after the last outside all if that is kept. */
    record OfInterval(int column, double[] splits, boolean keep) implements Selector {
        @Override
        public int states() {
            return splits.length;
        }

        @Override
        public int state(double[] numbers, String[] texts) {
            int interval = FittedStage.Bucketizer.interval(splits, numbers[column]);
            return interval < 0 && keep ? splits.length - 1 : interval;
        }
    }

    /** State 1 above the threshold, otherwise 0. */
    record OfThreshold(int column, double threshold) implements Selector {
        @Override
        public int states() {
            return 2;
        }

        @Override
        public int state(double[] numbers, String[] texts) {
            return numbers[column] > threshold ? 1 : 0;
        }
    }

    /** The number itself, if it is whole and 0 to {@code last}. */
    record OfIndex(int column, int last) implements Selector {
        @Override
        public int states() {
            return last + 1;
        }

        @Override
        public int state(double[] numbers, String[] texts) {
            int index = (int) numbers[column];
            return index == numbers[column] && index >= 0 && index <= last ? index : UNKNOWN;
        }
    }

    /** Another selector whose states after {@code last} an encoder refuses. */
    record Limited(Selector selector, int last) implements Selector {
        @Override
        public int states() {
            return last + 1;
        }

        @Override
        public int state(double[] numbers, String[] texts) {
            int state = selector.state(numbers, texts);
            return state > last ? UNKNOWN : state;
        }
    }

    /** Another selector's states, each replaced by one of them. */
    record Mapped(Selector selector, int[] to) implements Selector {
        @Override
        public int states() {
            return to.length;
        }

        @Override
        public int state(double[] numbers, String[] texts) {
            int state = selector.state(numbers, texts);
            return state == UNKNOWN ? UNKNOWN : to[state];
        }
    }
}
