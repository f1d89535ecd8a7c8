package io.flinklab.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rows dealt into folds; each fold in turn is the test part and the others are the training part.
 * Stratified: folds differ by at most one row in size and by at most one row of each label.
 */
public final class Folds {
    private final double[] labels;
    private final int[] foldOfRow;
    private final int count;

    private Folds(double[] labels, int[] foldOfRow, int count) {
        this.labels = labels;
        this.foldOfRow = foldOfRow;
        this.count = count;
    }

    /**
     * Deals rows at random, each label apart.
     *
     * @param labels 0 or 1, each at least {@code count} times
     * @param count folds, 2 or more
     * @param seed the same labels and seed give the same folds on every machine
     */
    public static Folds stratified(double[] labels, int count, long seed) {
        RowCheck.labels(labels);
        if (count < 2) {
            throw new EvaluationException("There are 2 folds or more; found " + count + ".");
        }
        int[] foldOfRow = new int[labels.length];
        Random random = new Random(seed);
        int dealt = 0;
        for (int label = 0; label <= 1; label++) {
            List<Integer> rows = shuffledRows(labels, label, random);
            if (rows.size() < count) {
                throw new EvaluationException(
                        "Each of %s folds needs a row of label %s; found %s rows of it."
                                .formatted(count, label, rows.size()));
            }
            // The second label starts where the first one stopped, or early folds would be larger.
            for (int row : rows) {
                foldOfRow[row] = dealt++ % count;
            }
        }
        return new Folds(labels.clone(), foldOfRow, count);
    }

    private static List<Integer> shuffledRows(double[] labels, int label, Random random) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] == label) {
                rows.add(row);
            }
        }
        Collections.shuffle(rows, random);
        return rows;
    }

    /** How many folds. */
    public int count() {
        return count;
    }

    /** How many rows. */
    public int rows() {
        return labels.length;
    }

    /** The positions of the rows outside the fold, rising; fold is from 0. */
    public int[] train(int fold) {
        return IntStream.range(0, rows()).filter(row -> foldOfRow[row] != fold).toArray();
    }

    /** The positions of the rows in the fold, rising; fold is from 0. */
    public int[] test(int fold) {
        return IntStream.range(0, rows()).filter(row -> foldOfRow[row] == fold).toArray();
    }

    /** The labels of the rows at these positions. */
    public double[] labels(int[] positions) {
        return IntStream.of(positions).mapToDouble(row -> labels[row]).toArray();
    }
}
