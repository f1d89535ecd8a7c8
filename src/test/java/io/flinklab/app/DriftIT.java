package io.flinklab.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicReader;
import io.flinklab.lesson.ModelCopy;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.training.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Alarms of streams that drift from a known row on. */
class DriftIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension static final Lab LAB = new Lab();
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    private Path directory;
    private Path models;

    @BeforeEach
    void keepOneVersion() throws Exception {
        directory = LAB.newDirectory();
        models = directory.resolve("models");
        ModelCopy.of(LAB.model(TestData.SHIPPED, Recipe.CONVERGED), models);
    }

    @Test
    void shouldSayWhichColumnOfAStreamHasChangedAndThatTheScoresHave() throws Exception {
        Path data = customers("age@3001");

        Cli.run(
                        "stream",
                        "--source",
                        data,
                        "--store",
                        models,
                        "--sink",
                        scores(),
                        "--alarms",
                        alarms(),
                        "--drift-window",
                        500)
                .succeeds();

        List<JsonNode> alarms = read();
        assertThat(alarms)
                .filteredOn(alarm -> alarm.get("row").asLong() == 3500)
                .extracting(
                        alarm ->
                                alarm.get("subject").asText()
                                        + " "
                                        + alarm.get("column").asText()
                                        + " "
                                        + alarm.get("detector").asText())
                .contains("column Age psi", "column Age ks", "score  ks");
        assertThat(alarms)
                .allSatisfy(
                        alarm -> {
                            assertThat(alarm.get("sinceRow").asLong()).isGreaterThan(3000);
                            assertThat(alarm.get("value").asDouble())
                                    .isGreaterThan(alarm.get("threshold").asDouble());
                            assertThat(alarm.get("column").asText()).isIn("Age", "");
                        });
    }

    @Test
    void shouldSayThatALearnerIsWrongMoreOftenThoughCustomersAreAsTheyWere() throws Exception {
        Path data = customers("concept@3001");
        KAFKA.createTopic("alarms", 1);

        Cli.run(
                        "learn",
                        "--source",
                        data,
                        "--store",
                        models,
                        "--sink",
                        scores(),
                        "--alarms",
                        "kafka://" + KAFKA.servers() + "/alarms")
                .succeeds();

        List<JsonNode> alarms = new ArrayList<>();
        try (TopicReader topic = new TopicReader(KAFKA.servers(), "alarms")) {
            for (ConsumerRecord<byte[], byte[]> record : topic.readToEnd()) {
                assertThat(new String(record.key(), UTF_8)).isEqualTo("outcome");
                alarms.add(JSON.readTree(record.value()));
            }
        }
        assertThat(alarms).isNotEmpty();
        assertThat(alarms)
                .allSatisfy(
                        alarm -> {
                            assertThat(alarm.get("subject").asText()).isEqualTo("outcome");
                            assertThat(alarm.get("row").asLong()).isGreaterThan(3000);
                        });
        assertThat(alarms).extracting(alarm -> alarm.get("detector").asText()).contains("adwin");
    }

    @Test
    void shouldGoOnInTheMiddleOfAWindowAndWithoutAlarmsIfTheyAreNotWanted() throws Exception {
        Path in = Files.createDirectory(directory.resolve("in"));
        Object[] stream = {"stream", "--source", in, "--store", models, "--sink", scores()};
        Object[] state = {"--state", directory.resolve("state")};
        Object[] watched = concat(concat(stream, state), "--alarms", alarms());
        generate(in.resolve("a.csv"), 600, "age@600");
        Cli.run(watched).succeeds();
        assertThat(read()).isEmpty();

        generate(in.resolve("b.csv"), 700, "age@1");
        Cli.run(watched).succeeds();

        assertThat(read())
                .isNotEmpty()
                .allSatisfy(
                        alarm -> {
                            assertThat(alarm.get("row").asLong()).isEqualTo(1000);
                            assertThat(alarm.get("sinceRow").asLong()).isEqualTo(1);
                        });
        generate(in.resolve("c.csv"), 100, "age@1");
        assertThat(Cli.run(concat(stream, state)).succeeds().out()).contains("all is scored");
    }

    private static Object[] concat(Object[] some, Object... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray();
    }

    @Test
    void shouldRefuseAModelThatDoesNotSayHowItsTrainingRowsAreSpread() throws Exception {
        Path older = directory.resolve("older");
        StoreFixture.publish(ModelStore.at(older), SamplePipelines.reference(UnseenCategory.KEEP));

        Cli.run(
                        "stream",
                        "--source",
                        TestData.SHIPPED.file(),
                        "--store",
                        older,
                        "--sink",
                        scores(),
                        "--alarms",
                        alarms())
                .failsSaying(
                        "how its training rows are spread, as manifests do from format 8 on; found"
                                + " v000001 without",
                        "Train it again, or leave out --alarms.");
    }

    private Path customers(String drift) {
        return generate(directory.resolve("customers.csv"), 6000, drift);
    }

    private static Path generate(Path data, int rows, String drift) {
        Cli.run("generate", "--rows", rows, "--seed", 4, "--drift", drift, "--out", data)
                .succeeds();
        return data;
    }

    private Path scores() {
        return directory.resolve("scores");
    }

    private Path alarms() {
        return directory.resolve("alarms");
    }

    private List<JsonNode> read() throws IOException {
        List<JsonNode> alarms = new ArrayList<>();
        if (!Files.exists(alarms())) {
            return alarms;
        }
        try (Stream<Path> files = Files.list(alarms())) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    alarms.add(JSON.readTree(line));
                }
            }
        }
        return alarms;
    }
}
