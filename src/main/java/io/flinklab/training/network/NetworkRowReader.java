package io.flinklab.training.network;

import io.flinklab.data.CustomerSchema;
import io.flinklab.features.FeaturePlan;
import io.flinklab.training.logistic.TrainingException;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.types.Row;

/** Checks a customer's row with its features and takes what training needs of it. */
final class NetworkRowReader implements MapFunction<Row, NetworkRow> {
    private static final long serialVersionUID = 1;

    @Override
    public NetworkRow map(Row row) {
        long number = row.<Long>getFieldAs("RowNumber");
        double[] features = row.<Vector>getFieldAs(FeaturePlan.FEATURES).toArray();
        double label = row.<Double>getFieldAs(CustomerSchema.LABEL);
        if (label != 0 && label != 1) {
            throw refusal(number, CustomerSchema.LABEL, "0 or 1", label);
        }
        for (int i = 0; i < features.length; i++) {
            if (!Double.isFinite(features[i])) {
                String feature = FeaturePlan.FEATURES + "[" + i + "]";
                throw refusal(number, feature, "a finite number", features[i]);
            }
        }
        return new NetworkRow(row.<Long>getFieldAs("CustomerId"), number, features, label);
    }

    private static TrainingException refusal(
            long number, String column, String expected, double found) {
        return new TrainingException(
                ("Training row of RowNumber %s, column %s: expected %s; found %s. Correct"
                                + " the row or leave it out before training.")
                        .formatted(number, column, expected, found));
    }
}
