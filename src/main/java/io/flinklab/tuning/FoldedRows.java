package io.flinklab.tuning;

import io.flinklab.data.Example;
import io.flinklab.data.PackedExamples;
import io.flinklab.data.Split;
import io.flinklab.data.SplitMix64;
import io.flinklab.training.TrainingException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * All rows of a search, packed, and the fold of each. Folds follow a seeded hash of the key: rows
 * with the same key, or without a key the same rows, are in the same fold, whatever other rows
 * there are. Folds differ in size by chance.
 */
final class FoldedRows {
    private final PackedExamples examples;
    private final byte[] folds;

    /** Positions of the rows in an order that depends on what they hold alone. */
    private final int[] order;

    /**
     * Deals rows into folds.
     *
     * @param seed another seed makes other folds
     * @throws TrainingException a fold has no row
     */
    FoldedRows(PackedExamples examples, int count, long seed) {
        this.examples = examples;
        folds = new byte[examples.size()];
        long[] contents = new long[examples.size()];
        for (int row = 0; row < folds.length; row++) {
            Example example = examples.get(row);
            folds[row] = (byte) fold(example, count, seed);
            contents[row] = content(example);
        }
        order = order(contents);
        requireRows(count);
    }

    /** Sums over the rows are the same to the last bit however they came. */
    private static int[] order(long[] contents) {
        return IntStream.range(0, contents.length)
                .boxed()
                .sorted(Comparator.comparingLong(row -> contents[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The fold of a row, from 1. */
    static int fold(Example example, int count, long seed) {
        long key = example.key() == null ? content(example) : Split.number(example.key());
        // Mixed once more than by the hash split, or a part of that split would miss whole folds.
        long start = SplitMix64.mixed(SplitMix64.mixed(seed));
        return 1 + (int) (SplitMix64.unit(SplitMix64.mixed(start + key)) * count);
    }

    /** A hash of all that the row holds, the same on every machine. */
    private static long content(Example example) {
        long hash = Double.doubleToLongBits(example.label());
        for (double number : example.sharedNumbers()) {
            hash = SplitMix64.mixed(hash) + Double.doubleToLongBits(number);
        }
        for (String text : example.sharedTexts()) {
            hash = SplitMix64.mixed(hash) + Split.number(text);
        }
        hash = SplitMix64.mixed(hash);
        return example.key() == null ? hash : hash + SplitMix64.mixed(Split.number(example.key()));
    }

    private void requireRows(int count) {
        for (int fold = 1; fold <= count; fold++) {
            if (test(fold).isEmpty()) {
                throw new TrainingException(
                        ("Expected rows in each of %s folds; fold %s has none. A fold's rows are"
                                        + " chosen by their keys, and the %s rows have %s different"
                                        + " keys. Give more rows, or fewer folds.")
                                .formatted(count, fold, examples.size(), keys()));
            }
        }
    }

    private long keys() {
        return examples.stream()
                .map(each -> each.key() == null ? content(each) : each.key())
                .distinct()
                .count();
    }

    /** The rows of all other folds, each made when it is asked for. */
    List<Example> train(int fold) {
        return select(row -> folds[row] != fold);
    }

    /** The rows of the fold, likewise. */
    List<Example> test(int fold) {
        return select(row -> folds[row] == fold);
    }

    private List<Example> select(IntPredicate wanted) {
        return examples.at(Arrays.stream(order).filter(wanted).toArray());
    }
}
