package io.flinklab.bench;

import io.flinklab.churn.Churn;
import io.flinklab.data.Dataset;
import io.flinklab.data.Split;
import io.flinklab.data.flink.ExampleSource;
import io.flinklab.kit.FlinkCluster;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingJob;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/**
 * Whether a session cluster gives back the classes of jobs that have ended: submits one training
 * after the other, each with its jar, and prints a line for each: its number, then for each process
 * the mebibytes of classes (metaspace) that are left after a collection; separated by tabs.
 *
 * <p>Arguments: the data file, how many trainings. Needs jcmd and jstat of the JDK.
 */
public final class ClusterMetaspace {
    private ClusterMetaspace() {}

    /** Measures. */
    public static void main(String[] args) throws Exception {
        Path models = Files.createTempDirectory("flink-ml-lab-metaspace");
        try (FlinkCluster cluster = FlinkCluster.start()) {
            Map<String, Long> processes = new TreeMap<>(cluster.pids());
            System.out.println("submission\t" + String.join("\t", processes.keySet()));
            for (int submission = 1; submission <= Integer.parseInt(args[1]); submission++) {
                train(cluster.environment(), args[0], models.resolve("model-" + submission));
                StringBuilder line = new StringBuilder().append(submission);
                for (long process : processes.values()) {
                    line.append('\t').append(mebibytesOfClasses(process));
                }
                System.out.println(line);
            }
        } finally {
            FileUtils.deleteDirectory(models.toFile());
        }
    }

    private static void train(StreamExecutionEnvironment cluster, String data, Path model)
            throws Exception {
        Dataset rows = Dataset.read(Churn.SCHEMA, Path.of(data));
        new TrainingJob(
                        Recipe.CONVERGED,
                        TrainingOptions.DEFAULT,
                        Recipe.CONVERGED.features().vocabulary(Churn.SCHEMA, rows.examples()))
                .run(ExampleSource.rows(cluster, Churn.SCHEMA, Split.Part.ALL, data), model);
    }

    private static String mebibytesOfClasses(long process) throws IOException {
        print("jcmd", Long.toString(process), "GC.run");
        String[] lines = print("jstat", "-gc", Long.toString(process)).split("\\R");
        String[] names = lines[0].trim().split("\\s+");
        String[] values = lines[1].trim().split("\\s+");
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals("MU")) {
                return Long.toString(Math.round(Double.parseDouble(values[i]) / 1024));
            }
        }
        throw new IllegalStateException("jstat prints no MU but " + lines[0]);
    }

    private static String print(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
