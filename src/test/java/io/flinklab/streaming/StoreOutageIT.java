package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Eventually;
import io.flinklab.app.Lab;
import io.flinklab.app.ObjectStores;
import io.flinklab.kit.ClusterRest;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.S3Server;
import io.flinklab.kit.TcpProxy;
import io.flinklab.kit.WrittenRows;
import io.flinklab.store.flink.StoreLocation;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A job under load whose store, on S3, is out of reach for a while, and then is given bad versions.
 */
class StoreOutageIT {
    private static final int PARTITIONS = 2;
    private static final int ROWS_A_SECOND = 1_500;
    private static final String PARAMETERS = "parameters.json";
    private static final String MANIFEST = "manifest.json";

    @RegisterExtension static final Lab LAB = new Lab();
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    private final Path aside = LAB.newDirectory();
    private final Path reports = LAB.newDirectory();
    private S3Server server;
    private String store;

    @Test
    void scoresGoOnWithTheVersionInUseUntilThereIsAnotherGoodOne() throws Exception {
        KAFKA.createTopic("outage-customers", PARTITIONS);
        KAFKA.createTopic("outage-scores", PARTITIONS);
        KAFKA.createTopic("outage-rejects", 1);
        try (S3Server started = S3Server.start();
                TcpProxy line = TcpProxy.to(started.endpoint().getPort())) {
            server = started;
            Map<String, String> connection = new HashMap<>(server.environment());
            connection.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + line.port());
            ObjectStores.connect(connection);
            store = server.newBucket() + "/models";
            publish(1, UnaryOperator.identity());
            JobClient job = submit();
            try (ScoredLoad load =
                    ScoredLoad.start(KAFKA.servers(), "outage", PARTITIONS, ROWS_A_SECOND)) {
                load.awaitScoresOf("v000001");
                line.cut();
                awaitReports(1);
                publish(2, UnaryOperator.identity());
                awaitStoreFailures(job, 2);
                // Scores come out with a checkpoint, so that there still are some.
                load.awaitScoresOf("v000001");
                line.mend();
                load.awaitScoresOf("v000002");

                publish(3, parameters -> Arrays.copyOf(parameters, parameters.length / 2));
                awaitReports(3);
                load.awaitScoresOf("v000002");
                publish(4, StoreOutageIT::tampered);
                awaitReports(4);
                publish(5, UnaryOperator.identity());
                load.awaitScoresOf("v000005");

                load.finish();
                load.requireOnce(new StoreLocation(store).open());
            } finally {
                job.cancel().get();
            }
            assertThat(reports())
                    .extracting(report -> report.<String>getFieldAs(1) + report.getFieldAs(2))
                    .containsExactly(
                            "unreachable",
                            "changedv000002",
                            "refusedv000003",
                            "refusedv000004",
                            "changedv000005");
            assertThat(reasons(ModelReportRows.REFUSED))
                    .allSatisfy(
                            reason ->
                                    assertThat(reason)
                                            .contains(PARAMETERS, "expected", "found", store));
            assertThat(reasons(ModelReportRows.UNREACHABLE))
                    .first()
                    .asString()
                    .contains(store, "expected", "found", "can be reached");
        }
    }

    private JobClient submit() throws Exception {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        KafkaScoring.build(
                        environment,
                        KAFKA.servers(),
                        "outage",
                        MessageFormat.JSON,
                        new StoreLocation(store))
                .reports()
                .sinkTo(FileRows.sink(reports.toString(), ModelReportRows.TYPE))
                .setParallelism(1);
        return environment.executeAsync("scores beside a store out of reach");
    }

    /** Past the line, and as S3 has it: object after object, the manifest last. */
    private void publish(int number, UnaryOperator<byte[]> damage) throws Exception {
        Path version = aside.resolve(LiveModels.in(aside).version(number).version());
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(version)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        files.sort(Comparator.comparing(file -> file.endsWith(MANIFEST)));
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            server.put(
                    store + "/" + aside.relativize(file),
                    file.endsWith(PARAMETERS) ? damage.apply(content) : content);
        }
    }

    private static byte[] tampered(byte[] parameters) {
        String text = new String(parameters, StandardCharsets.UTF_8);
        assertThat(text).contains("\"intercept\" : 0.4");
        return text.replace("\"intercept\" : 0.4", "\"intercept\" : 9.4")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void awaitReports(int count) throws Exception {
        Eventually.holds(count + " reports", () -> reports().size() >= count);
    }

    private List<Row> reports() throws IOException {
        WrittenRows json = new WrittenRows(ModelReportRows.TYPE);
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".jsonl")).toList()) {
                Files.readAllLines(file)
                        .forEach(
                                line -> rows.add(json.read(line.getBytes(StandardCharsets.UTF_8))));
            }
        }
        rows.sort(Comparator.comparing(row -> row.<Long>getFieldAs(0)));
        return rows;
    }

    private List<String> reasons(String outcome) throws IOException {
        return reports().stream()
                .filter(report -> report.getFieldAs(1).equals(outcome))
                .map(report -> report.<String>getFieldAs(3))
                .toList();
    }

    private static void awaitStoreFailures(JobClient job, int count) throws Exception {
        URI ui = LAB.cluster().webUi();
        ClusterRest rest = new ClusterRest(ui.getHost(), ui.getPort());
        rest.await(
                count + " failed looks into the store",
                () -> rest.metric(job.getJobID(), "storeFailures") >= count);
    }
}
