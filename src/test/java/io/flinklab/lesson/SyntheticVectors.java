package io.flinklab.lesson;

import io.flinklab.training.logistic.SyntheticRows;
import io.flinklab.training.logistic.WeightedRow;
import java.util.List;

/** Feature vectors by a formula that the golden scripts repeat. */
final class SyntheticVectors {
    private SyntheticVectors() {}

    static FeatureVectors of(int rows, int columns, long seed) {
        List<WeightedRow> all = SyntheticRows.of(rows, columns, seed);
        return new FeatureVectors(
                all.stream().map(SyntheticRows::dense).toArray(double[][]::new),
                all.stream().mapToDouble(row -> row.label).toArray());
    }
}
