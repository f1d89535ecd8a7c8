package io.flinklab.training;

import io.flinklab.features.FeaturePlan;
import io.flinklab.training.logistic.PenalizedLogisticRegression;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.classification.linearsvc.LinearSVC;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.apache.flink.ml.clustering.kmeans.KMeans;

/**
 * Makes the estimator that hyperparameters describe. {@link Hyperparameters} do not make it
 * themselves, because manifests hold them and are read without Flink.
 */
public final class Estimators {
    private Estimators() {}

    /**
     * An unfitted estimator, which reads the features and the label.
     *
     * @param label name of the label column; not looked at where none is needed
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
        } else if (hyperparameters instanceof Hyperparameters.LinearSvc chosen) {
            return new LinearSVC()
                    .setFeaturesCol(FeaturePlan.FEATURES)
                    .setLabelCol(label)
                    .setLearningRate(chosen.learningRate())
                    .setReg(chosen.reg())
                    .setElasticNet(chosen.elasticNet())
                    .setMaxIter(chosen.maxIter())
                    .setTol(chosen.tol())
                    .setGlobalBatchSize(chosen.globalBatchSize());
        } else if (hyperparameters instanceof Hyperparameters.NaiveBayes chosen) {
            return new LoadableNaiveBayes()
                    .setFeaturesCol(FeaturePlan.FEATURES)
                    .setLabelCol(label)
                    .setSmoothing(chosen.smoothing());
        } else if (hyperparameters instanceof Hyperparameters.KMeans chosen) {
            return new KMeans()
                    .setFeaturesCol(FeaturePlan.FEATURES)
                    .setK(chosen.k())
                    .setMaxIter(chosen.maxIter())
                    .setSeed(chosen.seed());
        }
        throw new IllegalArgumentException(
                "Expected an estimator of Flink ML's; found that of " + hyperparameters + ".");
    }

    /**
     * The number of subtasks that train. Flink ML's estimators always get one, because the
     * parallelism decides which rows share a mini-batch, and in which order sums are added.
     */
    static int parallelism(Estimator<?, ?> classifier, int asked) {
        return classifier instanceof PenalizedLogisticRegression ? asked : 1;
    }
}
