package io.flinklab.training.logistic;

import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.SparseVector;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.types.Row;

/** Adds prediction and raw prediction to a row. */
final class Predict extends RichMapFunction<Row, Row> {
    private final String modelKey;
    private final String features;
    private transient LogisticModelData model;

    Predict(String modelKey, String features) {
        this.modelKey = modelKey;
        this.features = features;
    }

    @Override
    public Row map(Row row) {
        if (model == null) {
            model = getRuntimeContext().<LogisticModelData>getBroadcastVariable(modelKey).get(0);
        }
        if (!(row.getField(features) instanceof Vector vector)) {
            throw new IllegalArgumentException(
                    "Column " + features + ": expected a vector; found " + row.getField(features));
        }
        double probability = LogisticModelData.probability(logOdds(vector));
        return Row.join(
                row,
                Row.of(
                        probability >= 0.5 ? 1.0 : 0.0,
                        Vectors.dense(1 - probability, probability)));
    }

    private double logOdds(Vector vector) {
        if (vector.size() != model.coefficients.length) {
            throw new IllegalArgumentException(
                    "Column "
                            + features
                            + ": the model has "
                            + model.coefficients.length
                            + " coefficients; found a vector of size "
                            + vector.size()
                            + ". Use the feature stages that the model was trained with.");
        }
        return vector instanceof SparseVector sparse
                ? logOdds(sparse)
                : logOdds((DenseVector) vector);
    }

    private double logOdds(DenseVector vector) {
        double sum = model.intercept;
        for (int i = 0; i < vector.values.length; i++) {
            sum += model.coefficients[i] * vector.values[i];
        }
        return sum;
    }

    private double logOdds(SparseVector vector) {
        double sum = model.intercept;
        for (int k = 0; k < vector.indices.length; k++) {
            sum += model.coefficients[vector.indices[k]] * vector.values[k];
        }
        return sum;
    }
}
