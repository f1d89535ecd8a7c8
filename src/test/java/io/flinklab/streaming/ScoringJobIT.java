package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.kit.WrittenRows;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScoringJobIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void shouldScoreEachCustomerOfADirectoryOnceAsThePlainScorerDoes() throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, Churn.TUNED);
        Path directory = LAB.newDirectory();
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.setParallelism(2);

        new ScoringJob(
                        environment,
                        MessageSource.files(Churn.SCHEMA, inFiles(directory.resolve("in"))))
                .score(ServedModel.of(model), new ScoringOptions(64))
                .sinkTo(
                        FileRows.sink(
                                directory.resolve("scores").toString(),
                                ScoreRows.type(Churn.SCHEMA)),
                        FileRows.sink(directory.resolve("rejects").toString(), RejectRows.TYPE));
        environment.execute();

        Map<Long, Double> expected =
                TestData.SHIPPED.customers().stream()
                        .collect(
                                Collectors.toMap(
                                        each -> (Long) each.key(), Scorer.of(model)::score));
        List<Row> scores = read(directory.resolve("scores"), ScoreRows.type(Churn.SCHEMA));
        assertThat(scores).hasSize(expected.size());
        assertThat(
                        scores.stream()
                                .collect(
                                        Collectors.toMap(
                                                row -> row.<Long>getFieldAs(0),
                                                row -> row.<Double>getFieldAs(1))))
                .isEqualTo(expected);
        assertThat(directory.resolve("rejects")).doesNotExist();
    }

    @Test
    void shouldGiveTheScoresAsATable() throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, Churn.TUNED);
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);

        Table scores =
                new ScoringJob(
                                environment,
                                MessageSource.files(
                                        Churn.SCHEMA, TestData.SHIPPED.file().toString()))
                        .score(ServedModel.of(model), new ScoringOptions())
                        .table(tables);
        tables.createTemporaryView("scores", scores);
        CloseableIterator<Row> rows =
                tables.executeSql(
                                "SELECT modelVersion, COUNT(*), SUM(prediction) FROM scores"
                                        + " GROUP BY modelVersion")
                        .collect();

        Scorer scorer = Scorer.of(model);
        long predicted =
                TestData.SHIPPED.customers().stream()
                        .mapToLong(c -> scorer.predict(c).orElseThrow().prediction())
                        .sum();
        assertThat(rows).toIterable().containsExactly(Row.of("v000001", 10_000L, (int) predicted));
    }

    /** The shipped customers in three files, one of them below another directory. */
    private static String inFiles(Path directory) throws IOException {
        List<String> lines = Files.readAllLines(TestData.SHIPPED.file());
        List<String> names = List.of("a.csv", "b.csv", "deep/c.csv");
        int rows = (lines.size() - 1) / names.size() + 1;
        Files.createDirectories(directory.resolve("deep"));
        for (int i = 0; i < names.size(); i++) {
            List<String> part = new ArrayList<>(lines.subList(0, 1));
            int end = Math.min(lines.size(), 1 + (i + 1) * rows);
            part.addAll(lines.subList(1 + i * rows, end));
            Files.write(directory.resolve(names.get(i)), part);
        }
        return directory.toString();
    }

    private static List<Row> read(Path directory, RowTypeInfo type) throws IOException {
        WrittenRows json = new WrittenRows(type);
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .flatMap(ScoringJobIT::lines)
                    .map(line -> json.read(line.getBytes(StandardCharsets.UTF_8)))
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
