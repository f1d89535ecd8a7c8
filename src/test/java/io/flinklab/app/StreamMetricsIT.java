package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.kit.ClusterRest;
import io.flinklab.kit.FreePorts;
import io.flinklab.streaming.LiveModels;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watched directory with good and bad files, and what its stream tells of itself meanwhile. */
class StreamMetricsIT {
    private static final int ROWS = 300;

    /** As the command has them where it is not told. */
    private static final int SUBTASKS = 2;

    private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

    private final HttpClient client = HttpClient.newHttpClient();
    @TempDir Path directory;
    private URI prometheus;
    private int port;
    private LiveModels models;

    @BeforeEach
    void publishOne() throws Exception {
        PackagedJar.require();
        port = FreePorts.find(1).get(0);
        prometheus = URI.create("http://127.0.0.1:" + port + "/metrics");
        models = LiveModels.in(directory.resolve("models"));
        models.publish();
        Files.createDirectories(directory.resolve("in"));
    }

    @Test
    void shouldTellWhatItScoresRejectsAndReloads() throws Exception {
        List<String> lines = CustomerText.shipped(2 * ROWS);
        put("good.csv", lines.subList(0, 1 + ROWS));
        try (StreamProcess stream = start()) {
            awaitMetric("scored", ROWS);
            put("no-customers.csv", List.of("a,b", "1,2"));
            lines.subList(1, 1 + ROWS).clear();
            lines.set(1, lines.get(1).replaceFirst("^([^,]*,[^,]*,[^,]*),[^,]*", "$1,none"));
            put("one-bad-row.csv", lines);
            awaitMetric("scored", 2 * ROWS - 1);
            models.publish();
            awaitMetric("changes", 1);
            awaitMetric("reloads", SUBTASKS);
            publishTruncated();
            awaitMetric("failedReloads", 1);

            String metrics = metrics();
            assertThat(metrics)
                    .containsPattern(metric("reason_column_rejects", "column=\"CreditScore\"", "1"))
                    .containsPattern(metric("modelNumber", "", "2"))
                    .containsPattern(metric("reloads", "", "1"))
                    .containsPattern(metric("scoringMicros", "quantile=\"0.5\"", "[0-9]"))
                    .containsPattern(metric("scoringMicros", "quantile=\"0.99\"", "[0-9]"))
                    .containsPattern("reason=\"[a-z]");
            ClusterRest rest = new ClusterRest(stream.webUi().getHost(), stream.webUi().getPort());
            JobID job = rest.onlyJob();
            rest.await(
                    "the web UI shows what is scored",
                    () -> rest.metric(job, "scored") == 2 * ROWS - 1);
            assertThat(rest.metric(job, "rejects")).isEqualTo(2);
            assertThat(rest.metric(job, "reloads")).isEqualTo(SUBTASKS);
            assertThat(rest.metric(job, "failedReloads")).isEqualTo(1);
            assertThat(rest.metric(job, "scoringMicros_p99")).isPositive();
            assertThat(rest.texts(job, "modelVersion")).hasSize(SUBTASKS).containsOnly("v000002");
            stream.terminate();
            assertThat(stream.exitCode()).isZero();
            assertThat(stream.output()).contains("Model v000003 refused: ", "parameters.json");
        }
    }

    private StreamProcess start() throws Exception {
        return StreamProcess.start(
                directory,
                Map.of(),
                "stream",
                "--source",
                "in",
                "--watch",
                "200ms",
                "--sink",
                "out",
                "--store",
                "models",
                "--reload",
                "every=100ms",
                "--checkpoint",
                "1s",
                "--prometheus",
                Integer.toString(port));
    }

    /** Whole at once, as whoever watches a directory has to be given files. */
    private void put(String name, List<String> lines) throws Exception {
        Path aside = CustomerText.write(directory.resolve(name), lines);
        Files.move(aside, directory.resolve("in").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private void publishTruncated() throws Exception {
        Path aside = directory.resolve("aside");
        LiveModels.in(aside).version(3);
        Path parameters = aside.resolve("v000003/parameters.json");
        Files.writeString(parameters, Files.readString(parameters).substring(0, 100));
        Files.move(aside.resolve("v000003"), directory.resolve("models/v000003"));
    }

    /** Returns when the sum over all subtasks is there. */
    private void awaitMetric(String name, long sum) throws Exception {
        Pattern pattern = Pattern.compile("(?m)^" + OPERATOR + name + "\\{[^}]*\\} ([0-9.]+)$");
        Eventually.holds(
                name + " is " + sum,
                () ->
                        pattern.matcher(metrics())
                                        .results()
                                        .mapToDouble(found -> Double.parseDouble(found.group(1)))
                                        .sum()
                                == sum);
    }

    private static Pattern metric(String name, String label, String value) {
        return Pattern.compile(
                "(?m)^" + OPERATOR + name + "\\{[^}]*" + label + "[^}]*\\} " + value);
    }

    private String metrics() throws Exception {
        return client.send(HttpRequest.newBuilder(prometheus).build(), BodyHandlers.ofString())
                .body();
    }
}
