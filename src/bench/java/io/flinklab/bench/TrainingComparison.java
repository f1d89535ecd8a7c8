package io.flinklab.bench;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.app.LabelledData;
import io.flinklab.churn.Churn;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

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
}
