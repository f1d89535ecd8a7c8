package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.churn.Churn;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.features.UnseenCategory;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicReader;
import io.flinklab.kit.TopicWriter;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.streaming.LiveModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code stream} from what has an end. */
class StreamCommandIT {
    private static final int ROWS = 200;

    @RegisterExtension static final Kafka KAFKA = new Kafka();

    @TempDir Path directory;
    private Path data;

    @BeforeEach
    void publishOne() throws Exception {
        LiveModels.in(directory.resolve("models")).publish();
        List<String> lines = CustomerText.shipped(ROWS);
        lines.add("1,2,3");
        data = CustomerText.write(directory.resolve("churn.csv"), lines);
    }

    @Test
    void shouldWriteScoresAndRejectsToFiles() throws Exception {
        Cli cli = stream(data, directory.resolve("scores"), "--batch", "32").succeeds();

        assertThat(cli.out()).contains("with model v000001; web UI http://", "all is scored");
        assertThat(lines("scores"))
                .hasSize(ROWS)
                .allSatisfy(line -> assertThat(line).contains("\"modelVersion\":\"v000001\""));
        assertThat(lines("scores-rejects"))
                .singleElement()
                .asString()
                .contains("churn.csv", "\"position\":" + (ROWS + 2));
    }

    @Test
    void shouldTellAtItsEndOfCategoriesThatTheModelWasNotTrainedWith() throws Exception {
        LiveModels.in(directory.resolve("models"), UnseenCategory.KEEP).publish();
        List<String> lines = CustomerText.shipped(ROWS);
        lines.add(CustomerText.ANNA.replace("France", "FRANCE").replace("Female", "X"));
        lines.add(CustomerText.ANNA.replace("France", "Italy"));
        CustomerText.write(data, lines);

        Cli cli = stream(data, directory.resolve("scores")).succeeds();

        assertThat(lines("scores")).hasSize(ROWS + 2);
        assertThat(cli.out())
                .contains(
                        "rows with a category that the model was not trained with:"
                                + " Gender 1, Geography 2");
    }

    @Test
    void shouldReadOfADirectoryWhatTheOtherCommandsRead() throws Exception {
        Path in = Files.createDirectory(directory.resolve("in"));
        CustomerText.write(in.resolve("empty.csv"), CustomerText.HEADER);
        CustomerText.write(in.resolve("notes.txt"), "notes");
        Files.createSymbolicLink(in.resolve("nowhere.csv"), in.resolve("nothing"));
        Files.createSymbolicLink(in.resolve("linked"), Files.createDirectory(in.resolve("_real")));
        CustomerText.write(in.resolve("_real/a.csv"), CustomerText.shipped(ROWS));
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(Files.readAllBytes(data));
        }
        Files.write(in.resolve("whole.csv.gz"), compressed.toByteArray());
        Files.write(in.resolve("cut.csv.gz"), Arrays.copyOf(compressed.toByteArray(), 60));

        Cli cli = stream(in, directory.resolve("scores")).succeeds();

        assertThat(lines("scores")).hasSize(2 * ROWS);
        assertThat(lines("scores-rejects"))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("cut.csv.gz", "it is cut off"))
                .anySatisfy(line -> assertThat(line).contains("whole.csv.gz", "found 3"));
        assertThat(cli.err())
                .contains(
                        "left out of "
                                + in
                                + ": 1 that does not end with .csv or .csv.gz (notes.txt), 1"
                                + " hidden (_real), 1 without rows (empty.csv), 1 link that leads nowhere"
                                + " (nowhere.csv)\n");
    }

    @Test
    void shouldKeepTheScoresOfAChallengerBesideThoseThatAreServed() throws Exception {
        ModelStore store = LiveModels.in(directory.resolve("models")).store();
        LiveModels.in(store.root()).publish();
        store.pin("v000001");
        Path in = Files.createDirectory(directory.resolve("in"));
        List<String> lines = CustomerText.shipped(ROWS);
        lines.add(CustomerText.ANNA.replace("France", "FRANCE"));
        lines.add("1,2,3");
        CustomerText.write(in.resolve("a.csv"), lines);
        stream(in, directory.resolve("alone")).succeeds();
        Object[] more = {"--state", directory.resolve("state")};
        Object[] shadowed = {
            "--shadow", "v000002", "--shadow-sink", directory.resolve("shadow"), more[0], more[1]
        };

        stream(in, directory.resolve("scores"), shadowed).succeeds();

        assertThat(scores("scores")).hasSize(ROWS).isEqualTo(scores("alone"));
        assertThat(lines("scores-rejects")).hasSize(2);
        Map<Long, Double> expected = new HashMap<>();
        Scorer challenger = Scorer.of(store.open("v000002"));
        TestData.SHIPPED
                .customers()
                .subList(0, ROWS)
                .forEach(each -> expected.put((Long) each.key(), challenger.score(each)));
        assertThat(scores("shadow")).isEqualTo(expected).isNotEqualTo(scores("scores"));
        assertThat(lines("shadow-rejects")).singleElement().asString().contains("FRANCE");
        CustomerText.write(in.resolve("b.csv"), List.of(lines.get(0), CustomerText.ANNA));
        stream(in, directory.resolve("scores"), more).succeeds();
        assertThat(scores("scores")).hasSize(ROWS + 1);
        assertThat(scores("shadow")).isEqualTo(expected);
    }

    @Test
    void shouldWriteTheScoresOfAChallengerIntoATopic() throws Exception {
        ModelStore store = LiveModels.in(directory.resolve("models")).store();
        LiveModels.in(store.root()).publish();
        store.pin("v000001");
        List<String> lines = CustomerText.shipped(ROWS);
        lines.add(CustomerText.ANNA.replace("France", "FRANCE"));
        CustomerText.write(data, lines);
        KAFKA.createTopic("shadow-scores", 2);
        Object[] shadowed = {
            "--shadow",
            "v000002",
            "--shadow-sink",
            "kafka://" + KAFKA.servers() + "/shadow-scores",
            "--checkpoint",
            "1s"
        };
        stream(data, directory.resolve("scores"), shadowed)
                .failsSaying("Expected topic shadow-scores-rejects");
        KAFKA.createTopic("shadow-scores-rejects", 1);

        stream(data, directory.resolve("scores"), shadowed).succeeds();

        assertThat(versions("shadow-scores")).hasSize(ROWS).containsOnly("v000002");
        try (TopicReader rejects = new TopicReader(KAFKA.servers(), "shadow-scores-rejects")) {
            assertThat(rejects.readToEnd()).hasSize(1);
        }
        assertThat(scores("scores")).hasSize(ROWS);
    }

    private static List<String> versions(String topic) throws IOException {
        List<String> versions = new ArrayList<>();
        try (TopicReader scores = new TopicReader(KAFKA.servers(), topic)) {
            for (ConsumerRecord<byte[], byte[]> score : scores.readToEnd()) {
                versions.add(
                        new ObjectMapper().readTree(score.value()).get("modelVersion").asText());
            }
        }
        return versions;
    }

    @Test
    void shouldPrintATable() throws Exception {
        Cli cli = stream(data, "table", "--rejects", directory.resolve("bad")).succeeds();

        List<String> lines = cli.out().lines().toList();
        assertThat(lines).hasSize(1 + ROWS);
        assertThat(lines.get(0)).startsWith("CustomerId\tscore\tprediction\tmodelVersion");
        assertThat(lines.get(1).split("\t")).hasSize(7).contains("v000001");
        assertThat(lines("bad")).hasSize(1);
    }

    @Test
    void shouldWriteTheScoresOfFilesIntoATopic() throws Exception {
        KAFKA.createTopic("command-scores", 2);
        String topic = "kafka://" + KAFKA.servers() + "/command-scores";

        stream(data, topic, "--rejects", directory.resolve("bad"), "--checkpoint", "1s").succeeds();

        try (TopicReader scores = new TopicReader(KAFKA.servers(), "command-scores")) {
            assertThat(scores.readToEnd()).hasSize(ROWS);
        }
        assertThat(lines("bad")).hasSize(1);
    }

    @Test
    void shouldWriteTheScoresOfWhatIsInATopicIntoFiles() throws Exception {
        KAFKA.createTopic("command-customers", 2);
        try (TopicWriter customers = new TopicWriter(KAFKA.servers(), "command-customers")) {
            customers.write(
                    ExampleCsv.unlabelled(Churn.SCHEMA)
                            .records(TestData.SHIPPED.customers().subList(0, ROWS)));
            customers.write(List.of("1,2,3"));
        }

        String topic = "kafka://" + KAFKA.servers() + "/command-customers?bounded=true";
        stream(topic, directory.resolve("scores")).succeeds();

        assertThat(lines("scores")).doesNotHaveDuplicates().hasSize(ROWS);
        assertThat(lines("scores-rejects")).singleElement().asString().contains("13 fields");
    }

    @Test
    void shouldAddNothingTheSecondTimeWithAState() throws Exception {
        Path in = Files.createDirectory(directory.resolve("in"));
        Files.copy(data, in.resolve("first.csv"));
        Object[] state = {"--state", directory.resolve("state"), "--checkpoint", "200ms"};
        stream(in, directory.resolve("scores"), state).succeeds();
        Cli second = stream(in, directory.resolve("scores"), state).succeeds();

        assertThat(second.out()).contains("nothing is new; all of " + in + " was scored before");
        assertThat(lines("scores")).hasSize(ROWS);
        assertThat(lines("scores-rejects")).hasSize(1);

        Files.copy(data, in.resolve("second.csv"));
        Cli third = stream(in, directory.resolve("scores"), state).succeeds();

        assertThat(third.out()).contains("all is scored; the same command scores what is new");
        assertThat(lines("scores")).hasSize(2 * ROWS);
        assertThat(lines("scores-rejects")).hasSize(2);
    }

    @Test
    void shouldAddNothingOfATopicTheSecondTimeWithAState() throws Exception {
        KAFKA.createTopic("command-twice", 2);
        try (TopicWriter customers = new TopicWriter(KAFKA.servers(), "command-twice")) {
            customers.write(
                    ExampleCsv.unlabelled(Churn.SCHEMA)
                            .records(TestData.SHIPPED.customers().subList(0, ROWS)));
        }
        String topic = "kafka://" + KAFKA.servers() + "/command-twice?bounded=true&group=twice";
        Object[] state = {"--state", directory.resolve("state"), "--checkpoint", "200ms"};

        stream(topic, directory.resolve("scores"), state).succeeds();
        stream(topic, directory.resolve("scores"), state).succeeds();

        assertThat(lines("scores")).hasSize(ROWS);

        try (TopicWriter customers = new TopicWriter(KAFKA.servers(), "command-twice")) {
            customers.write(
                    ExampleCsv.unlabelled(Churn.SCHEMA)
                            .records(TestData.SHIPPED.customers().subList(0, 10)));
        }
        stream(topic, directory.resolve("scores"), state).succeeds();

        assertThat(lines("scores")).hasSize(ROWS + 10);
    }

    @Test
    void shouldScoreByAService() throws Exception {
        LiveModels.in(directory.resolve("models"), UnseenCategory.KEEP).publish();
        List<String> lines = CustomerText.shipped(ROWS - 1);
        lines.addAll(List.of(CustomerText.ANNA.replace("France", "FRANCE"), "1,2,3"));
        CustomerText.write(data, lines);
        try (ServeProcess service =
                ServeProcess.start("--store", directory.resolve("models"), "--port", 0)) {
            Cli cli = asking(service.uri()).succeeds();

            assertThat(cli.out())
                    .contains("with the model of " + service.uri(), "all is scored")
                    .contains("category that the model was not trained with: Geography 1");
        }
        assertThat(lines("scores"))
                .hasSize(ROWS)
                .allSatisfy(line -> assertThat(line).contains("\"modelVersion\":\"v000002\""));
        assertThat(lines("scores-rejects")).hasSize(1);
    }

    @Test
    void shouldTellWhyTheServiceDoesNotScore() throws Exception {
        try (ServeProcess service =
                ServeProcess.start("--store", directory.resolve("models"), "--port", 0)) {
            Cli cli = asking(service.uri().resolve("/elsewhere"));

            assertThat(cli.exit()).isEqualTo(1);
            assertThat(cli.err())
                    .startsWith("error: The stream has failed: " + service.uri() + "/elsewhere")
                    .contains("status 404", "See that the service runs there")
                    .hasLineCount(1);
        }
    }

    @Test
    void shouldFailWhereThereIsNoSuchModelFileBrokerOrCluster() throws Exception {
        Path scores = directory.resolve("scores");
        Cli.run("stream", "--source", data, "--sink", scores, "--store", directory.resolve("none"))
                .failsSaying("none", "expected a model store; found nothing");
        stream(directory.resolve("no.csv"), scores).failsSaying("no.csv");
        stream("kafka://127.0.0.1:1/customers", scores)
                .failsSaying("127.0.0.1:1, which did not answer within 10 seconds");
        stream(data, scores, "--cluster", "127.0.0.1:1")
                .failsSaying(
                        "Expected a Flink cluster at http://127.0.0.1:1", "Connection refused");
        stream(data, scores, "--bound", "auroc>=0.99").failsSaying("auroc>=0.99");
        assertThat(scores).doesNotExist();
    }

    private Cli stream(Object source, Object sink, Object... more) {
        List<Object> arguments =
                new ArrayList<>(
                        List.of(
                                "stream",
                                "--source",
                                source,
                                "--sink",
                                sink,
                                "--store",
                                directory.resolve("models")));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    /** By key. */
    private Map<Long, Double> scores(String name) throws IOException {
        Map<Long, Double> scores = new HashMap<>();
        for (String line : lines(name)) {
            JsonNode score = new ObjectMapper().readTree(line);
            scores.put(score.get("CustomerId").asLong(), score.get("score").asDouble());
        }
        return scores;
    }

    private Cli asking(URI service) {
        Path scores = directory.resolve("scores");
        return Cli.run("stream", "--source", data, "--sink", scores, "--service", service);
    }

    private List<String> lines(String name) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.resolve(name))) {
            for (Path file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
