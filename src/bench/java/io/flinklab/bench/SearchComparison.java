package io.flinklab.bench;

import com.sun.management.OperatingSystemMXBean;
import io.flinklab.app.EmbeddedCluster;
import io.flinklab.app.LabelledData;
import io.flinklab.app.ModelSearch;
import io.flinklab.app.ModelTraining;
import io.flinklab.churn.Churn;
import io.flinklab.features.UnseenCategory;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import io.flinklab.tuning.Metric;
import io.flinklab.tuning.Search;
import io.flinklab.tuning.SearchOptions;
import io.flinklab.tuning.SearchSpace;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;

/**
 * One training job, and one search of 20 candidates on 5 folds, both of the converged plan on two
 * subtasks, in a warm cluster and in its first jobs. Prints a line each: name, milliseconds of wall
 * and of CPU of the first run, and of the median of the others; separated by tabs.
 *
 * <p>Argument: the data file.
 */
final class SearchComparison {
    private static final int RUNS = 5;
    private static final int SUBTASKS = 2;

    private final OperatingSystemMXBean process =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private SearchComparison() {}

    public static void main(String[] args) throws Exception {
        TrainingOptions options =
                new TrainingOptions(
                        TrainingOptions.DEFAULT.split(), 42, SUBTASKS, UnseenCategory.KEEP);
        LabelledData data = LabelledData.read(Path.of(args[0]), Churn.SCHEMA, options);
        Path directory = Files.createTempDirectory("flink-ml-lab-search");
        try (EmbeddedCluster cluster = EmbeddedCluster.start(SUBTASKS)) {
            int[] trained = {0};
            new SearchComparison()
                    .compare(
                            () ->
                                    new ModelTraining(cluster)
                                            .train(
                                                    data,
                                                    Recipe.CONVERGED,
                                                    options,
                                                    directory.resolve("model" + trained[0]++)),
                            () -> new ModelSearch(cluster).run(data, search()));
        } finally {
            FileUtils.deleteDirectoryQuietly(directory.toFile());
        }
    }

    private static Search search() {
        return new Search(
                Recipe.CONVERGED,
                Churn.SCHEMA,
                SearchSpace.parse(List.of("reg=0.001..1000:log"))
                        .candidates(Recipe.CONVERGED, 20, 42),
                SearchOptions.DEFAULT.withMetric(Metric.LOG_LOSS).withParallelism(SUBTASKS));
    }

    private void compare(Callable<?> training, Callable<?> search) throws Exception {
        double[][] trainings = new double[RUNS][];
        double[][] searches = new double[RUNS][];
        for (int run = 0; run < RUNS; run++) {
            trainings[run] = measure(training);
            searches[run] = measure(search);
        }
        print("one training job", trainings);
        print("search, 20 candidates x 5 folds", searches);
    }

    /** Milliseconds of wall and of CPU. */
    private double[] measure(Callable<?> work) throws Exception {
        long wall = System.nanoTime();
        long cpu = process.getProcessCpuTime();
        work.call();
        return new double[] {
            (System.nanoTime() - wall) / 1e6, (process.getProcessCpuTime() - cpu) / 1e6
        };
    }

    private static void print(String name, double[][] runs) {
        System.out.printf(
                Locale.ROOT,
                "%s\t%.0f\t%.0f\t%.0f\t%.0f%n",
                name,
                runs[0][0],
                runs[0][1],
                median(runs, 0),
                median(runs, 1));
    }

    private static double median(double[][] runs, int column) {
        double[] sorted =
                Arrays.stream(runs).skip(1).mapToDouble(run -> run[column]).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
