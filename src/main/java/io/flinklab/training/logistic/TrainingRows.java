package io.flinklab.training.logistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of one subtask in buckets by content. Which bucket a row is in, and its place there,
 * depend on the row alone; so a bucket's sums are the same to the bit in whatever order rows arrive
 * and on whatever subtask the bucket lies.
 */
final class TrainingRows {
    /** A fixed number, so that the order of summing does not depend on the parallelism. */
    static final int BUCKETS = 16;

    private final List<List<WeightedRow>> buckets = new ArrayList<>();
    private boolean sorted;

    TrainingRows() {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            buckets.add(new ArrayList<>());
        }
    }

    static int bucketOf(WeightedRow example) {
        return (int) Math.floorMod(example.hash, (long) BUCKETS);
    }

    static int subtaskOf(int bucket, int subtasks) {
        return bucket % subtasks;
    }

    void add(WeightedRow example) {
        buckets.get(bucketOf(example)).add(example);
        sorted = false;
    }

    /** One bucket's answer. */
    Partial answer(int bucket, Request request) {
        if (!sorted) {
            buckets.forEach(rows -> rows.sort(WeightedRow.CONTENT_ORDER));
            sorted = true;
        }
        List<WeightedRow> rows = buckets.get(bucket);
        Partial partial = new Partial(bucket);
        if (request.coefficients == null) {
            rows.forEach(row -> count(row, partial));
        } else {
            sum(rows, request, partial);
        }
        return partial;
    }

    private static void count(WeightedRow row, Partial partial) {
        partial.smallestSize = Math.min(partial.smallestSize, row.size);
        partial.largestSize = Math.max(partial.largestSize, row.size);
        if (row.weight == 0) {
            partial.ignoredRows++;
            return;
        }
        partial.rows++;
        partial.classWeights[(int) row.label] += row.weight;
        if (partial.squares.length < row.size) {
            partial.squares = Arrays.copyOf(partial.squares, row.size);
        }
        for (int k = 0; k < row.values.length; k++) {
            partial.squares[row.index(k)] += row.weight * row.values[k] * row.values[k];
        }
    }

    private static void sum(List<WeightedRow> rows, Request request, Partial partial) {
        int size = request.coefficients.length;
        LossSums sums = new LossSums(request, partial);
        partial.gradient = new double[size];
        partial.hessian = new double[request.hessian ? size * (size + 1) / 2 : 0];
        rows.stream().filter(row -> row.weight > 0).forEach(sums::add);
    }
}
