package io.flinklab.bench;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.app.LabelledData;
import io.flinklab.churn.Churn;
import io.flinklab.features.FeaturePlan;
import io.flinklab.training.TrainingOptions;
import io.flinklab.training.logistic.LogisticModelData;
import io.flinklab.training.logistic.PenalizedLogisticRegression;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelDataUtil;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableImpl;

/**
 * Our estimator and Flink ML's on the same feature vectors, both to convergence, in a warm cluster
 * at parallelism 1. Prints a line each: name, median milliseconds of a job, iterations, and on the
 * test rows AUROC and log-loss; separated by tabs.
 *
 * <p>Argument: the data file.
 */
final class TrainingComparison {
    private static final int WARM_UP = 1;
    private static final int RUNS = 3;

    private TrainingComparison() {}

    public static void main(String[] args) throws Exception {
        TrainingOptions options = TrainingOptions.DEFAULT /*Recipe.CONVERGED*/;
        LabelledData data = LabelledData.read(Path.of(args[0]), Churn.SCHEMA, options);
        try (EmbeddedCluster cluster = EmbeddedCluster.start(1)) {
            FeatureRows features = FeatureRows.of(data, cluster.environment());
            for (Contestant contestant : Contestant.values()) {
                measure(contestant, features, cluster);
            }
        }
    }

    private static void measure(Contestant contestant, FeatureRows rows, EmbeddedCluster cluster)
            throws Exception {
        Contestant.Solution solution = null;
        double[] millis = new double[RUNS];
        for (int i = -WARM_UP; i < RUNS; i++) {
            long start = System.nanoTime();
            solution = contestant.train(rows.train(cluster.environment()));
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        var quality = rows.evaluate(solution.coefficients(), solution.intercept());
        System.out.printf(
                Locale.ROOT,
                "%s\t%.0f\t%d\t%.5f\t%.5f%n",
                contestant,
                millis[RUNS / 2],
                solution.iterations(),
                quality.auroc(),
                quality.logLoss());
    }

    /** The two estimators, each with the options that bring it to the optimum of these features. */
    private enum Contestant {
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
                                ((StreamTableEnvironment)
                                                ((TableImpl) modelData).getTableEnvironment())
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
}
