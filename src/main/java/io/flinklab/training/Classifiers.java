package io.flinklab.training;

import io.flinklab.data.CustomerSchema;
import io.flinklab.features.FeaturePlan;
import io.flinklab.training.logistic.PenalizedLogisticRegression;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;

/**
 * The estimators of the plans. Not in {@link Plan}, which a manifest names and which therefore has
 * to be readable where there is no Flink.
 */
public final class Classifiers {
    private Classifiers() {}

    // Both branches have the same type: javac 25 searches for what two of Flink ML's classes have
    // in common, and finds no end.
    /** The unfitted estimator of a plan, which reads the features and the label. */
    public static Estimator<?, ?> of(Plan plan) {
        return switch (plan) {
            case REFERENCE -> article();
            case CONVERGED, TUNED -> penalized();
            case NETWORK, IMPORTED ->
                    throw new IllegalArgumentException(
                            "Expected one of %s; found %s, which has no estimator of Flink ML."
                                    .formatted(Plan.pipelines(), plan));
        };
    }

    /**
     * How many subtasks train where so many are asked for. Which rows meet in one of the
     * mini-batches of Flink ML's estimator depends on it, so that estimator always gets one.
     */
    static int parallelism(Estimator<?, ?> classifier, int asked) {
        return classifier instanceof LogisticRegression ? 1 : asked;
    }

    /** 100 mini-batches of 64 rows, and stop: long before the optimum. */
    private static Estimator<?, ?> article() {
        return new LogisticRegression()
                .setFeaturesCol(FeaturePlan.FEATURES)
                .setLabelCol(CustomerSchema.LABEL)
                .setLearningRate(0.002)
                .setReg(0.1)
                .setElasticNet(0.5)
                .setMaxIter(100)
                .setTol(0.01)
                .setGlobalBatchSize(64);
    }

    private static Estimator<?, ?> penalized() {
        return new PenalizedLogisticRegression()
                .setFeaturesCol(FeaturePlan.FEATURES)
                .setLabelCol(CustomerSchema.LABEL)
                .setReg(1.0);
    }
}
