package io.flinklab.training.network;

import io.flinklab.data.Column;
import io.flinklab.data.Schema;
import io.flinklab.data.Split;
import io.flinklab.features.FeaturePlan;
import io.flinklab.training.TrainingException;
import java.util.Arrays;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.types.Row;

/** Checks an example's row with its features and takes what training needs of it. */
final class NetworkRowReader implements MapFunction<Row, NetworkRow> {
    private static final long serialVersionUID = 1;

    private final String key;
    private final String label;
    private final String[] inputs;

    NetworkRowReader(Schema schema) {
        key = schema.key().map(Column::name).orElse(null);
        label = schema.requireLabel().name();
        inputs = schema.featureNames().toArray(new String[0]);
    }

    @Override
    public NetworkRow map(Row row) {
        double[] features = row.<Vector>getFieldAs(FeaturePlan.FEATURES).toArray();
        double known = row.<Double>getFieldAs(label);
        Object itsKey = key == null ? null : row.getField(key);
        if (known != 0 && known != 1) {
            throw refusal(itsKey, label, "0 or 1", known);
        }
        for (int i = 0; i < features.length; i++) {
            if (!Double.isFinite(features[i])) {
                String feature = FeaturePlan.FEATURES + "[" + i + "]";
                throw refusal(itsKey, feature, "a finite number", features[i]);
            }
        }
        // Of the columns as read: scaled features differ in their last bits with the rows' order.
        long content = Arrays.hashCode(Arrays.stream(inputs).map(row::getField).toArray());
        return new NetworkRow(
                itsKey == null ? content : Split.number(itsKey), content, features, known);
    }

    private TrainingException refusal(Object itsKey, String column, String expected, double found) {
        return new TrainingException(
                ("Training row%s, column %s: expected %s; found %s. Correct"
                                + " the row or leave it out before training.")
                        .formatted(
                                itsKey == null ? "" : " of " + key + " " + itsKey,
                                column,
                                expected,
                                found));
    }
}
