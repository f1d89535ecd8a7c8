package io.flinklab.training;

import io.flinklab.features.FeaturePlan;
import io.flinklab.training.logistic.PenalizedLogisticRegression;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;

/**
 * Makes the estimator that hyperparameters describe. {@link Hyperparameters} do not make it
 * themselves, because manifests hold them and are read without Flink.
 */
public final class Classifiers {
    private Classifiers() {}

    /**
     * An unfitted estimator, which reads the features and the label.
     *
     * @param label name of the label column
     */
    public static Estimator<?, ?> of(Hyperparameters hyperparameters, String label) {
        if (hyperparameters instanceof Hyperparameters.MiniBatch chosen) {
            return new LogisticRegression()
                    .setFeaturesCol(FeaturePlan.FEATURES)
                    .setLabelCol(label)
                    .setLearningRate(chosen.learningRate())
                    .setReg(chosen.reg())
                    .setElasticNet(chosen.elasticNet())
                    .setMaxIter(chosen.maxIter())
                    .setTol(chosen.tol())
                    .setGlobalBatchSize(chosen.globalBatchSize());
        } else if (hyperparameters instanceof Hyperparameters.Logistic chosen) {
            return new PenalizedLogisticRegression()
                    .setFeaturesCol(FeaturePlan.FEATURES)
                    .setLabelCol(label)
                    .setReg(chosen.reg())
                    .setMaxIter(chosen.maxIter())
                    .setTol(chosen.tol());
        }
        throw new IllegalArgumentException(
                "Expected an estimator of Flink ML's; found that of " + hyperparameters + ".");
    }

    /**
     * The number of subtasks that train. Flink ML's estimator always gets one, because the
     * parallelism decides which rows share a mini-batch.
     */
    static int parallelism(Estimator<?, ?> classifier, int asked) {
        return classifier instanceof LogisticRegression ? 1 : asked;
    }
}
