package io.flinklab.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.StoredModel;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The streaming job with ONNX Runtime. */
class OnnxStreamIT {
    private static final int PARALLELISM = 2;

    @RegisterExtension static final Lab LAB = new Lab();

    @ParameterizedTest
    @ValueSource(ints = {1, 256})
    void shouldScoreEachCustomerAsThePlainScorerDoes(int batch) throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, Churn.TUNED);

        assertScores(streamed(ServedModel.of(model), batch), Scorer.of(model));
    }

    @Test
    void shouldScoreWithAModelThatWasMadeElsewhere() throws Exception {
        ServedModel trees =
                Samples.served(
                        ModelFormat.ONNX, Files.readAllBytes(Path.of("data/models/trees.onnx")));
        try (Scorer scorer = Runtimes.ONNX.open(trees)) {
            assertScores(streamed(trees, 256), scorer);
        }
    }

    private static void assertScores(Map<Long, Double> found, Scorer expected) {
        List<Example> customers = TestData.SHIPPED.customers();
        assertThat(found).hasSize(customers.size());
        for (Example customer : customers) {
            assertThat(found.get(customer.key()))
                    .isCloseTo(expected.score(customer), within(1e-12));
        }
    }

    private static Map<Long, Double> streamed(ServedModel model, int batch) throws Exception {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.setParallelism(PARALLELISM);
        DataStream<Row> scored =
                new ScoringJob(
                                environment,
                                MessageSource.files(Churn.SCHEMA, twoFiles().toString()))
                        .score(model, new ScoringOptions(Runtimes.ONNX, batch))
                        .scores();
        Map<Long, Double> scores = new HashMap<>();
        scored.executeAndCollect(10_001)
                .forEach(row -> scores.put(row.getFieldAs(0), row.getFieldAs(1)));
        return scores;
    }

    /** The customers in as many files as there are subtasks. */
    private static Path twoFiles() throws IOException {
        List<String> lines = Files.readAllLines(TestData.SHIPPED.file());
        Path directory = LAB.newDirectory();
        int half = (lines.size() - 1) / PARALLELISM;
        for (int i = 0; i < PARALLELISM; i++) {
            List<String> part = new ArrayList<>(lines.subList(0, 1));
            part.addAll(lines.subList(1 + i * half, 1 + (i + 1) * half));
            Files.write(directory.resolve("part-" + i + ".csv"), part);
        }
        return directory;
    }
}
