package io.flinklab.interchange.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.interchange.Runtimes;
import io.flinklab.streaming.FileRows;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ScoreRows;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Python models in the job that scores a stream, two subtasks of it. */
class PythonStreamIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @BeforeAll
    static void requirePython() {
        PythonUdf.require();
    }

    @Test
    void shouldScoreAStreamAsScikitLearnItselfDoes() throws Exception {
        Path directory = LAB.newDirectory();
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.setParallelism(2);

        new ScoringJob(
                        environment,
                        MessageSource.files(Churn.SCHEMA, TestData.SHIPPED.file().toString()))
                .score(PythonUdf.trees(), new ScoringOptions(Runtimes.PYTHON, 256))
                .sinkTo(
                        FileRows.sink(
                                directory.resolve("scores").toString(),
                                ScoreRows.type(Churn.SCHEMA)),
                        FileRows.sink(directory.resolve("rejects").toString(), RejectRows.TYPE));
        environment.execute();

        Map<Long, Double> scores = scores(directory.resolve("scores"));
        List<Example> test = PythonUdf.test();
        double[] expected = PythonUdf.expected();
        assertThat(scores).hasSize(10_000);
        for (int i = 0; i < expected.length; i++) {
            assertThat(scores.get(test.get(i).key())).isCloseTo(expected[i], within(1e-12));
        }
        assertThat(directory.resolve("rejects")).doesNotExist();
        assertThat(PythonUdf.workers()).isEmpty();
    }

    @Test
    void shouldRejectTheCustomersThatPythonFailsFor() throws Exception {
        Path directory = LAB.newDirectory();
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.setParallelism(2);

        new ScoringJob(
                        environment,
                        MessageSource.files(Churn.SCHEMA, TestData.SHIPPED.file().toString()))
                .score(
                        PythonUdf.classifier(
                                "[{'France': .25, 'Germany': .75}[g] for g in x.Geography]"),
                        new ScoringOptions(Runtimes.PYTHON, 256))
                .sinkTo(
                        FileRows.sink(
                                directory.resolve("scores").toString(),
                                ScoreRows.type(Churn.SCHEMA)),
                        FileRows.sink(directory.resolve("rejects").toString(), RejectRows.TYPE));
        environment.execute();

        List<Example> customers = TestData.SHIPPED.customers();
        long spanish = customers.stream().filter(c -> c.text(0).equals("Spain")).count();
        assertThat(lines(directory.resolve("rejects")))
                .hasSize((int) spanish)
                .allMatch(line -> line.contains("KeyError: 'Spain'"));
        assertThat(lines(directory.resolve("scores"))).hasSize(10_000 - (int) spanish);
    }

    private static Map<Long, Double> scores(Path directory) throws IOException {
        Map<Long, Double> scores = new HashMap<>();
        for (String line : lines(directory)) {
            ObjectNode score = new ObjectMapper().readValue(line, ObjectNode.class);
            scores.put(score.path("CustomerId").asLong(), score.path("score").asDouble());
        }
        return scores;
    }

    private static List<String> lines(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
