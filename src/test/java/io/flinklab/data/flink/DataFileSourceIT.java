package io.flinklab.data.flink;

import static io.flinklab.data.CustomerFiles.ANNA;
import static io.flinklab.data.CustomerFiles.BEN;
import static io.flinklab.data.CustomerFiles.CLEO;
import static io.flinklab.data.CustomerFiles.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.data.CustomerFiles;
import io.flinklab.data.ParsedRow;
import io.flinklab.kit.CollectedRows;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job whose directory holds all that a directory can hold. */
@Timeout(120)
class DataFileSourceIT {
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final int ODD = 5;

    @TempDir Path temporary;
    private Path directory;

    @BeforeEach
    void fillTheDirectory() throws Exception {
        directory = Files.createDirectory(temporary.resolve("in"));
        CustomerFiles.write(directory, "2026-11-28T10:00:00.csv", HEADER, ANNA);
        CustomerFiles.write(directory, "a %41#?[b]\\\n.csv", HEADER, BEN);
        Files.createSymbolicLink(directory.resolve("nowhere.csv"), temporary.resolve("none.csv"));
        Files.createSymbolicLink(directory.resolve("itself.csv"), Path.of("itself.csv"));
        Files.createSymbolicLink(directory.resolve("memory.csv"), Path.of("/proc/self/mem"));
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(directory.resolve("socket.csv")));
        }
        shell(
                "printf '%s\\n' '"
                        + HEADER
                        + "' '"
                        + CLEO
                        + "' > \"$(printf 'not-utf8-\\377.csv')\"");
    }

    /** JUnit warns of links that lead out of what it deletes. */
    @AfterEach
    void deleteTheLink() throws Exception {
        Files.delete(directory.resolve("memory.csv"));
    }

    @Test
    void shouldWatchADirectoryWhateverIsInIt() throws Exception {
        try (CollectedRows rows =
                collected(DataFileSource.watched(Churn.SCHEMA, directory.toString(), OFTEN))) {
            expectOddOnesAndNamesOfAllKinds(rows);
            CustomerFiles.write(temporary, "late.csv", HEADER, CLEO);
            Files.move(temporary.resolve("late.csv"), directory.resolve("late.csv"));

            assertThat(EventRows.raw(rows.next())).isEqualTo(CLEO);
        }
    }

    @Test
    void shouldReadADirectoryOnceWhateverIsInIt() throws Exception {
        try (CollectedRows rows =
                collected(DataFileSource.bounded(Churn.SCHEMA, directory.toString()))) {
            // Links to nowhere and the socket are left out, and told of elsewhere.
            List<Row> messages = rows.rest();

            assertThat(scored(messages)).containsExactlyInAnyOrder(ANNA, BEN);
            assertThat(rejected(messages))
                    .satisfiesExactlyInAnyOrder(
                            origin -> assertThat(origin).endsWith("/memory.csv"),
                            origin -> assertThat(origin).contains("/not-utf8-"));
        }
    }

    private static void expectOddOnesAndNamesOfAllKinds(CollectedRows rows) {
        List<Row> messages = new ArrayList<>();
        for (int i = 0; i < ODD + 2; i++) {
            messages.add(rows.next());
        }
        assertThat(scored(messages)).containsExactlyInAnyOrder(ANNA, BEN);
        assertThat(rejected(messages))
                .satisfiesExactlyInAnyOrder(
                        origin -> assertThat(origin).endsWith("/nowhere.csv"),
                        origin -> assertThat(origin).endsWith("/itself.csv"),
                        origin -> assertThat(origin).endsWith("/memory.csv"),
                        origin -> assertThat(origin).endsWith("/socket.csv"),
                        origin -> assertThat(origin).contains("/not-utf8-"));
    }

    private static List<String> scored(List<Row> messages) {
        return messages.stream()
                .filter(message -> EventRows.record(message) instanceof ParsedRow.Accepted)
                .map(EventRows::raw)
                .toList();
    }

    private static List<String> rejected(List<Row> messages) {
        return messages.stream()
                .filter(message -> EventRows.record(message) instanceof ParsedRow.Rejected)
                .map(EventRows::origin)
                .toList();
    }

    private static CollectedRows collected(Source<Row, ?, ?> source) throws Exception {
        return CollectedRows.of(
                StreamExecutionEnvironment.createLocalEnvironment(1)
                        .fromSource(source, WatermarkStrategy.noWatermarks(), "customer files"));
    }

    private void shell(String command) throws Exception {
        assertThat(
                        new ProcessBuilder("bash", "-c", command)
                                .directory(directory.toFile())
                                .inheritIO()
                                .start()
                                .waitFor())
                .isZero();
    }
}
