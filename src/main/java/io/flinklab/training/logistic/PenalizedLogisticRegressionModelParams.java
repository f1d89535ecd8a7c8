package io.flinklab.training.logistic;

import org.apache.flink.ml.common.param.HasFeaturesCol;
import org.apache.flink.ml.common.param.HasPredictionCol;
import org.apache.flink.ml.common.param.HasRawPredictionCol;

/**
 * Params of {@link PenalizedLogisticRegressionModel}.
 *
 * @param <T> the class that has them
 */
public interface PenalizedLogisticRegressionModelParams<T>
        extends HasFeaturesCol<T>, HasPredictionCol<T>, HasRawPredictionCol<T> {}
