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
final class Classifiers {
    /** What the article's estimator counts as iterations. */
    static final int ARTICLE_MINI_BATCHES = 100;

    private Classifiers() {}

    /** The unfitted estimator of a plan, which reads the features and the label. */
    static Estimator<?, ?> of(Plan plan) {
        return switch (plan) {
            case REFERENCE -> article();
            case CONVERGED, TUNED -> penalized();
        };
    }

    /**
     * How many subtasks train where so many are asked for. Which rows meet in one of the article's
     * mini-batches depends on it, so that estimator always gets one.
     */
    static int parallelism(TrainingOptions options) {
        return options.plan() == Plan.REFERENCE ? 1 : options.parallelism();
    }

    /** 100 mini-batches of 64 rows, and stop: long before the optimum. */
    private static LogisticRegression article() {
        return new LogisticRegression()
                .setFeaturesCol(FeaturePlan.FEATURES)
                .setLabelCol(CustomerSchema.LABEL)
                .setLearningRate(0.002)
                .setReg(0.1)
                .setElasticNet(0.5)
                .setMaxIter(ARTICLE_MINI_BATCHES)
                .setTol(0.01)
                .setGlobalBatchSize(64);
    }

    private static PenalizedLogisticRegression penalized() {
        return new PenalizedLogisticRegression()
                .setFeaturesCol(FeaturePlan.FEATURES)
                .setLabelCol(CustomerSchema.LABEL)
                .setReg(1.0);
    }
}
