package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.data.Dataset;
import io.flinklab.data.json.ExampleJson;
import io.flinklab.kit.FreePorts;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicWriter;
import io.flinklab.store.ModelStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A topic in place of a file. */
class TopicDataIT {
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    @TempDir Path directory;

    @Test
    void shouldTrainOnATopicAndReplayWhatItHeldThen() throws Exception {
        KAFKA.createTopic("rows", 2);
        List<String> rows = rows(700);
        write("rows", rows.subList(0, 600));
        write("rows", List.of("no customer", unlabelled(rows.get(0))));

        Cli trained = train("rows?bounded=true").succeeds();
        write("rows", rows.subList(600, 700));
        Cli replayed = command("replay", "rows?bounded=true").succeeds();
        Cli evaluated = command("evaluate", "rows?bounded=true").succeeds();

        assertThat(trained.json().get("rejects").asInt()).isEqualTo(2);
        assertThat(Files.readString(directory.resolve("models.rejects.csv")))
                .contains("expected 13 fields, or 14 with the label, found 1", "no customer")
                .contains("expected 0 or 1, found no label")
                .containsPattern("rows-[01],\\d+,Exited");
        assertThat(ModelStore.at(directory.resolve("models")).open().manifest().training().data())
                .satisfies(data -> assertThat(data.rows()).isEqualTo(600))
                .satisfies(
                        data ->
                                assertThat(data.file())
                                        .matches("rows\\?offsets=0:0-\\d+,1:0-\\d+"));
        assertThat(replayed.json().get("identical").asBoolean()).isTrue();
        assertThat(evaluated.json().get("rows").asInt()).isEqualTo(700);
        assertThat(evaluated.json().get("rejects").asInt()).isEqualTo(2);
    }

    @Test
    void shouldScoreATopicOfObjects() throws Exception {
        KAFKA.createTopic("table", 1);
        write("table", rows(300));
        train("table?bounded=true").succeeds();
        KAFKA.createTopic("objects", 1);
        write(
                "objects",
                Dataset.read(Churn.SCHEMA, directory.resolve("churn.csv")).examples().stream()
                        .limit(50)
                        .map(example -> ExampleJson.write(Churn.SCHEMA, example))
                        .toList());
        write("objects", List.of("{}"));

        score("objects?format=json&bounded=true").succeeds();
        score("objects?format=json&offsets=0:10-20").succeeds();

        assertThat(Files.readAllLines(directory.resolve("scores.csv"))).hasSize(11);
        assertThat(score("objects?format=json&offsets=0:10-90").err())
                .contains(address("objects?offsets=0:10-90"), "objects-0 only up to offset 51");
    }

    @Test
    void shouldNameTheAddressWhereNobodyAnswers() {
        String address = "kafka://127.0.0.1:" + FreePorts.find(1).get(0) + "/rows";

        Cli.run("train", "--data", address + "?bounded=true", "--store", directory.resolve("m"))
                .failsSaying(address + " cannot be read", "is it running?");
    }

    @Test
    void shouldSayWhatIsNoDataInATopic() throws Exception {
        KAFKA.createTopic("empty", 1);

        train("empty").isWrongUsageSaying("--data", "empty?bounded=true");
        train("empty?offsets=0:5").isWrongUsageSaying("partition:from-to", "'0:5'");
        train("empty?offsets=0:5-3").isWrongUsageSaying("from no larger than to", "'0:5-3'");
        train("empty?offsets=0:0-3,0:3-5").isWrongUsageSaying("each partition once");
        train("empty?bounded=true").failsSaying("at least one record", "/empty");
        train("nowhere?bounded=true").failsSaying("Expected topic nowhere");
    }

    private List<String> rows(int count) throws Exception {
        Path file = directory.resolve("churn.csv");
        Cli.run("generate", "--rows", count, "--seed", 5, "--out", file).succeeds();
        return Files.readAllLines(file).subList(1, count + 1);
    }

    private static String unlabelled(String row) {
        return row.substring(0, row.lastIndexOf(','));
    }

    private static void write(String topic, List<String> texts) {
        try (TopicWriter writer = new TopicWriter(KAFKA.servers(), topic)) {
            writer.write(texts);
        }
    }

    private Cli train(String topic) {
        return Cli.run(
                "train",
                "--data",
                address(topic),
                "--store",
                directory.resolve("models"),
                "--plan",
                "converged",
                "--split",
                "hash",
                "--json");
    }

    private Cli command(String name, String topic) {
        return Cli.run(
                name, "--data", address(topic), "--store", directory.resolve("models"), "--json");
    }

    private Cli score(String topic) {
        return Cli.run(
                "score",
                "--data",
                address(topic),
                "--store",
                directory.resolve("models"),
                "--out",
                directory.resolve("scores.csv"));
    }

    private static String address(String topic) {
        return "kafka://" + KAFKA.servers() + "/" + topic;
    }
}
