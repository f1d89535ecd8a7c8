package io.flinklab.online;

import io.flinklab.features.FeatureVector;
import org.apache.flink.ml.linalg.SparseVector;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.types.Row;

/** A row with a column of Flink ML's vectors. */
record VectorRow(Row row, String features) {

    /**
     * The vector.
     *
     * @throws IllegalArgumentException the column has none
     */
    FeatureVector vector() {
        Object found = row.getField(features);
        if (found instanceof SparseVector sparse) {
            return FeatureVector.of(sparse.size(), sparse.indices, sparse.values);
        } else if (found instanceof Vector vector) {
            return FeatureVector.of(vector.toArray());
        }
        throw new IllegalArgumentException(
                "%s: expected a Flink ML vector; found %s.".formatted(features, found));
    }

    /**
     * A column of any number type.
     *
     * @throws IllegalArgumentException it has something else
     */
    double number(String column, String expected) {
        Object found = row.getField(column);
        if (found instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(
                "%s: expected %s; found %s.".formatted(column, expected, found));
    }
}
