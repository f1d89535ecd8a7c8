package io.flinklab.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Checked rows by falling score, ties by label and then by weight. As equal rows are alike, every
 * sum over them comes out the same to the last bit whatever order the rows came in.
 */
final class SortedRows {
    private final double[] scores;
    private final boolean[] positive;
    private final double[] weights;
    private final int[] origin;

    private SortedRows(double[] scores, boolean[] positive, double[] weights, int[] origin) {
        this.scores = scores;
        this.positive = positive;
        this.weights = weights;
        this.origin = origin;
    }

    /** Rows whose scores are any numbers. */
    static SortedRows ofScores(double[] labels, double[] scores, double[] weights) {
        RowCheck.lengths(labels, scores, weights);
        RowCheck.labels(labels);
        RowCheck.numbers(scores);
        RowCheck.weights(weights);
        return sort(labels, scores, weights);
    }

    /** Rows whose scores are probabilities. */
    static SortedRows ofProbabilities(double[] labels, double[] scores, double[] weights) {
        RowCheck.lengths(labels, scores, weights);
        RowCheck.probabilities(scores);
        return ofScores(labels, scores, weights);
    }

    static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static SortedRows sort(double[] labels, double[] scores, double[] weights) {
        int[] order =
                IntStream.range(0, scores.length)
                        .boxed()
                        .sorted(
                                Comparator.<Integer>comparingDouble(row -> -scores[row])
                                        .thenComparingDouble(row -> labels[row])
                                        .thenComparingDouble(row -> weights[row]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        SortedRows sorted = empty(order.length);
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            sorted.set(i, scores[row], labels[row] == 1, weights[row], row);
        }
        return sorted;
    }

    /**
     * Every row as often as it was drawn, which needs no second sort.
     *
     * @param draws by the rows' original positions; their sum is the number of rows of the result
     */
    SortedRows drawn(int[] draws) {
        SortedRows drawn = empty(Arrays.stream(draws).sum());
        int next = 0;
        for (int i = 0; i < size(); i++) {
            for (int copy = 0; copy < draws[origin[i]]; copy++) {
                drawn.set(next++, scores[i], positive[i], weights[i], origin[i]);
            }
        }
        return drawn;
    }

    private static SortedRows empty(int rows) {
        return new SortedRows(new double[rows], new boolean[rows], new double[rows], new int[rows]);
    }

    private void set(int i, double score, boolean isPositive, double weight, int row) {
        scores[i] = score;
        positive[i] = isPositive;
        weights[i] = weight;
        origin[i] = row;
    }

    int size() {
        return scores.length;
    }

    double score(int i) {
        return scores[i];
    }

    boolean positive(int i) {
        return positive[i];
    }

    double weight(int i) {
        return weights[i];
    }
}
