package io.flinklab.bench;

import io.flinklab.churn.Churn;
import io.flinklab.features.FeaturePlan;
import io.flinklab.training.logistic.LogisticModelData;
import io.flinklab.training.logistic.PenalizedLogisticRegression;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelDataUtil;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableImpl;

/** The two estimators, each with the options that bring it to the optimum of these features. */
enum Contestant {
    OURS("ours, Newton") {
        @Override
        Solution train(Table rows) throws Exception {
            Table modelData =
                    new PenalizedLogisticRegression()
                            .setFeaturesCol(FeaturePlan.FEATURES)
                            .setLabelCol(Churn.SCHEMA.requireLabel().name())
                            .setReg(1.0)
                            .fit(rows)
                            .getModelData()[0];
            LogisticModelData data =
                    only(
                            ((StreamTableEnvironment) ((TableImpl) modelData).getTableEnvironment())
                                    .toDataStream(modelData, LogisticModelData.class));
            return new Solution(data.coefficients, data.intercept, data.iterations);
        }
    },
    FLINK_ML("Flink ML, gradient descent") {
        /** Full batches; a larger learning rate diverges, fewer iterations stop short. */
        @Override
        Solution train(Table rows) throws Exception {
            Table modelData =
                    new LogisticRegression()
                            .setFeaturesCol(FeaturePlan.FEATURES)
                            .setLabelCol(Churn.SCHEMA.requireLabel().name())
                            .setLearningRate(LEARNING_RATE)
                            .setGlobalBatchSize(ALL_ROWS)
                            .setMaxIter(ITERATIONS)
                            .setTol(0.0)
                            .fit(rows)
                            .getModelData()[0];
            double[] coefficients =
                    only(LogisticRegressionModelDataUtil.getModelDataStream(modelData))
                            .coefficient
                            .values;
            return new Solution(coefficients, 0, ITERATIONS);
        }
    };

    private static final double LEARNING_RATE = 0.5;
    private static final int ITERATIONS = 1_000;
    private static final int ALL_ROWS = 8_000;

    private final String title;

    Contestant(String title) {
        this.title = title;
    }

    /** Builds and runs one training job. */
    abstract Solution train(Table rows) throws Exception;

    private static <T> T only(DataStream<T> models) throws Exception {
        return models.executeAndCollect(1).get(0);
    }

    @Override
    public String toString() {
        return title;
    }

    /** A linear model of the log-odds and the iterations it took. */
    record Solution(double[] coefficients, double intercept, int iterations) {}
}
