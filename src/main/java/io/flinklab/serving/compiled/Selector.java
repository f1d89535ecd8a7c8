package io.flinklab.serving.compiled;

import io.flinklab.features.FittedStage;

/** Gives each row one of a few states: a category, an interval, a side of a threshold. */
interface Selector {
    /** The answer for a row that only the interpreter may judge. */
    int UNKNOWN = -1;

    /** How many states there are; they count from 0. */
    int states();

    /** The row's state, or {@link #UNKNOWN}. */
    int state(double[] numbers, String[] texts);

    /** State i for the i-th category, the one after the last for any other text if that is kept. */
    record OfText(int column, String[] categories, boolean keep) implements Selector {
        @Override
        public int states() {
            return categories.length + 1;
        }

        @Override
        public int state(double[] numbers, String[] texts) {
            String text = texts[column];
            for (int i = 0; i < categories.length; i++) {
                if (categories[i].equals(text)) {
                    return i;
                }
            }
            return keep ? categories.length : UNKNOWN;
        }
    }

    /** As {@link OfText}, for categories that are numbers. */
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
