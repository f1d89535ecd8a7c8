package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.interchange.torch.Torch;
import io.flinklab.kit.ClusterRest;
import io.flinklab.kit.FlinkCluster;
import io.flinklab.store.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings on a cluster of processes, which loses one amid iterations that decide the model. */
class TrainThroughFailureIT {
    @TempDir static Path directory;
    private static FlinkCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        PackagedJar.require();
        // Without them, what the cluster tells is three to ten seconds old.
        Map<String, String> settings =
                Map.of("metrics.fetcher.update-interval", "100", "web.refresh-interval", "100");
        cluster = FlinkCluster.start(2, 2, settings, Torch.jars());
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void shouldSolveToTheSameCoefficients() throws Exception {
        shouldGiveTheSameModelThough("tuned", 300_000, "--max-iter", "6", "--tol", "0");
    }

    @Test
    void shouldTrainTheSameNetwork() throws Exception {
        Torch.require();
        shouldGiveTheSameModelThough("network", 10_000, "--max-iter", "4");
    }

    private static void shouldGiveTheSameModelThough(String plan, int rows, String... iterations)
            throws Exception {
        Cli.run("generate", "--rows", rows, "--seed", 3, "--out", directory.resolve(plan + ".csv"))
                .succeeds();
        if (cluster.taskManagers().size() < 2) {
            cluster.startTaskManager();
        }
        String[] training =
                with(
                        new String[] {
                            "train", "--data", plan + ".csv", "--plan", plan, "--parallelism", "2"
                        },
                        iterations);
        new PackagedJar(directory, Map.of()).run(with(training, "--store", "here")).succeeds();
        Path output = directory.resolve(plan + ".out");
        Process there =
                new PackagedJar(directory, Map.of())
                        .process(
                                List.of(),
                                with(
                                        training,
                                        "--store",
                                        "there",
                                        "--cluster",
                                        "127.0.0.1:" + cluster.rest().port(),
                                        "--checkpoint",
                                        "100ms",
                                        "--state",
                                        "state"))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            killOneAmidIterations();
            assertThat(there.waitFor(2, TimeUnit.MINUTES)).isTrue();

            assertThat(there.exitValue()).as(Files.readString(output)).isZero();
            assertThat(model("there")).isEqualTo(model("here"));
        } finally {
            there.destroyForcibly().onExit().join();
        }
    }

    /** Returns after the job was restored from a checkpoint amid them. */
    private static void killOneAmidIterations() throws Exception {
        ClusterRest rest = cluster.rest();
        JobID job = rest.onlyJob();
        rest.await("all tasks", () -> rest.hosts(job).size() == 2);
        String host = rest.hosts(job).iterator().next();
        rest.await("a first request", () -> written(rest.get("/jobs/" + job), "solve") > 0);
        int before = rest.completedCheckpoints(job);
        // The second: features that ended before the first are committed with it.
        rest.await("a checkpoint amid them", () -> rest.completedCheckpoints(job) > before + 1);
        cluster.killTaskManager(host);
        rest.await("a restore", () -> rest.restoredCheckpoints(job) > 0);
        // A later attempt may have been restored anew, from a later checkpoint.
        assertThat(rest.lastRestored(job)).isGreaterThan(before + 1);
    }

    /** How many records the tasks of this name have sent. */
    private static int written(JsonNode job, String task) {
        int written = 0;
        for (JsonNode vertex : job.path("vertices")) {
            if (vertex.path("name").asText().equals(task)) {
                written += vertex.path("metrics").path("write-records").asInt();
            }
        }
        return written;
    }

    private static String[] with(String[] training, String... more) {
        List<String> all = new ArrayList<>(List.of(training));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String model(String store) throws IOException {
        return ModelStore.at(directory.resolve(store)).open().manifest().modelSha256();
    }
}
