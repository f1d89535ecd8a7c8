package io.flinklab.training.logistic;

import io.flinklab.training.rounds.GradientRequest;
import io.flinklab.training.rounds.GradientSums;
import io.flinklab.training.rounds.RoundWorker;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Counts rows, and sums their losses and derivatives.
 *
 * @param offset 1 when the first parameter is the intercept, otherwise 0
 */
record LogisticWorker(int offset) implements RoundWorker<WeightedRow> {

    @Override
    public int buckets() {
        return 16;
    }

    @Override
    public long hash(WeightedRow row) {
        return row.hash;
    }

    @Override
    public Comparator<WeightedRow> order() {
        return WeightedRow.CONTENT_ORDER;
    }

    @Override
    public Bucket bucket(List<WeightedRow> rows) {
        return (request, sums) -> {
            if (request.parameters == null) {
                rows.forEach(row -> count(row, sums));
            } else {
                sum(rows, request, sums);
            }
        };
    }

    private static void count(WeightedRow row, GradientSums sums) {
        sums.countSize(row.size);
        if (row.weight == 0) {
            sums.ignoredRows++;
            return;
        }
        sums.countLabel(row.label, row.weight);
        if (sums.squares.length < row.size) {
            sums.squares = Arrays.copyOf(sums.squares, row.size);
        }
        for (int k = 0; k < row.values.length; k++) {
            sums.squares[row.index(k)] += row.weight * row.values[k] * row.values[k];
        }
    }

    private void sum(List<WeightedRow> rows, GradientRequest request, GradientSums sums) {
        LossSums losses = new LossSums(request, offset, sums);
        rows.stream().filter(row -> row.weight > 0).forEach(losses::add);
    }
}
