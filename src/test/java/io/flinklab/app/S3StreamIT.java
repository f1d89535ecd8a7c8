package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.kit.S3Server;
import io.flinklab.kit.SharedS3;
import io.flinklab.kit.WrittenRows;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.LiveModels;
import io.flinklab.streaming.ScoreRows;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A stream that has nothing but S3: customers, models, scores, checkpoints and savepoint. */
class S3StreamIT {
    private static final int ROWS = 200;

    @RegisterExtension static final SharedS3 S3 = new SharedS3();

    @TempDir Path directory;
    private S3Server server;
    private String bucket;
    private List<String> customers;

    @BeforeEach
    void generateCustomers() throws Exception {
        PackagedJar.require();
        server = S3.server();
        bucket = server.newBucket();
        Path file = directory.resolve("churn.csv");
        Cli.run("generate", "--rows", 4 * ROWS, "--out", file).succeeds();
        customers = Files.readAllLines(file);
    }

    @Test
    void shouldScoreEachCustomerOnceWithTheModelOfItsTimeAlsoAfterAKill() throws Exception {
        LiveModels models = LiveModels.at(new StoreLocation(bucket + "/models"));
        models.publish();
        put(0);
        try (StreamProcess stream = start()) {
            awaitScores(1);
            models.publish();
            awaitChange(stream, "v000002");
            put(1);
            awaitScores(2);
            stream.kill();
        }
        models.publish();
        put(2);
        try (StreamProcess stream = start()) {
            assertThat(stream.restoredFrom()).startsWith(bucket + "/state/checkpoints/");
            awaitScores(3);
            stream.terminate();
            assertThat(stream.exitCode()).isZero();
            assertThat(stream.output()).contains(bucket + "/state/savepoints/");
        }
        try (StreamProcess stream = start()) {
            assertThat(stream.restoredFrom()).startsWith(bucket + "/state/savepoints/");
            put(3);
            awaitScores(4);
            stream.terminate();
            assertThat(stream.exitCode()).isZero();
        }

        List<Row> scores = scores();
        assertThat(scores)
                .extracting(row -> row.<Long>getFieldAs(0))
                .doesNotHaveDuplicates()
                .hasSize(4 * ROWS);
        assertThat(
                        scores.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                row -> row.<String>getFieldAs(3),
                                                Collectors.counting())))
                .containsEntry("v000001", (long) ROWS)
                .containsEntry("v000002", (long) ROWS)
                .containsEntry("v000003", 2L * ROWS);
    }

    @Test
    void shouldScoreWhatIsThereAndEnd() throws Exception {
        LiveModels.at(new StoreLocation(bucket + "/models")).publish();
        put(0);
        put(1);

        Cli cli =
                new PackagedJar(directory, server.environment())
                        .run(
                                "stream",
                                "--source",
                                bucket + "/customers",
                                "--sink",
                                bucket + "/scores",
                                "--store",
                                bucket + "/models")
                        .succeeds();

        assertThat(cli.out()).contains("with model v000001", "all is scored");
        assertThat(scores())
                .extracting(row -> row.<Long>getFieldAs(0))
                .doesNotHaveDuplicates()
                .hasSize(2 * ROWS);
    }

    private StreamProcess start() throws Exception {
        return StreamProcess.start(
                directory,
                server.environment(),
                "stream",
                "--source",
                bucket + "/customers",
                "--watch",
                "500ms",
                "--sink",
                bucket + "/scores",
                "--store",
                bucket + "/models",
                "--reload",
                "every=200ms",
                "--checkpoint",
                "1s",
                "--state",
                bucket + "/state");
    }

    /** One of four parts of the customers. */
    private void put(int part) throws Exception {
        List<String> lines = new ArrayList<>(List.of(customers.get(0)));
        lines.addAll(customers.subList(1 + part * ROWS, 1 + (part + 1) * ROWS));
        server.put(
                bucket + "/customers/2026-11-28T10:00:0" + part + ".csv",
                String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private void awaitScores(int parts) throws Exception {
        Eventually.holds(
                parts + " parts are scored; so far " + scores().size() + " rows",
                () -> scores().size() >= parts * ROWS);
    }

    private static void awaitChange(StreamProcess stream, String version) throws Exception {
        Eventually.holds(
                version + " goes live",
                () -> stream.output().contains("Model " + version + " goes live"));
    }

    private List<Row> scores() throws IOException {
        WrittenRows json = new WrittenRows(ScoreRows.type(Churn.SCHEMA));
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(bucket + "/scores");
        FileSystem files = path.getFileSystem();
        List<Row> rows = new ArrayList<>();
        try {
            for (FileStatus file : files.listStatus(path)) {
                if (file.getPath().getName().endsWith(".jsonl")) {
                    content(files, file)
                            .lines()
                            .map(line -> json.read(line.getBytes(StandardCharsets.UTF_8)))
                            .forEach(rows::add);
                }
            }
        } catch (FileNotFoundException noneYet) {
            return rows;
        }
        return rows;
    }

    private static String content(FileSystem files, FileStatus file) throws IOException {
        // A stream that stays open keeps one of the file system's few connections.
        try (InputStream in = files.open(file.getPath())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
