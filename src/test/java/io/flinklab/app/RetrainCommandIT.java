package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.churn.CustomerShift;
import io.flinklab.data.Example;
import io.flinklab.data.Split;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.data.synthetic.DriftSchedule;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicWriter;
import io.flinklab.lesson.ModelCopy;
import io.flinklab.store.Decision;
import io.flinklab.store.ModelStore;
import io.flinklab.store.TrainingRecord;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code retrain} of a champion that was trained before customers changed. */
class RetrainCommandIT {
    private static final int CHANGE = 1000;
    private static final long BEGIN = 1_700_000_000_000L;
    private static final List<Example> CUSTOMERS =
            new CustomerGenerator(7)
                    .shifted(CustomerShift.CONCEPT, DriftSchedule.sudden(CHANGE))
                    .examples(5000)
                    .toList();

    @RegisterExtension static final Lab LAB = new Lab();
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    private Path directory;
    private ModelStore store;

    @BeforeEach
    void keepOneVersion() throws Exception {
        directory = LAB.newDirectory();
        Path models = directory.resolve("models");
        ModelCopy.of(LAB.model(TestData.SHIPPED, Recipe.CONVERGED), models);
        store = ModelStore.at(models);
    }

    @Test
    void shouldPromoteWhatIsBetterSinceCustomersChanged() throws Exception {
        Path data = write(0, 5000);

        JsonNode decision = retrain(data, "--last", "3000", "--json").succeeds().json();

        assertThat(decision.get("action").asText()).isEqualTo("promote");
        assertThat(decision.get("figures").get("rows").asInt()).isEqualTo(1000);
        assertThat(decision.get("figures").get("gainLower").asDouble()).isPositive();
        assertThat(store.current()).isEqualTo("v000002");
        TrainingRecord training = store.open().manifest().training();
        assertThat(training.plan()).isEqualTo("converged");
        assertThat(training.options().split()).isEqualTo(Split.Method.WINDOW);
        assertThat(training.data().trainRows()).isEqualTo(3000);
        assertThat(training.data().testRows()).isEqualTo(1000);
        assertThat(training.metrics().get("auroc"))
                .isEqualTo(decision.get("figures").get("challenger").asDouble());
        models("rollback").succeeds();
        assertThat(store.current()).isEqualTo("v000001");
        assertThat(models("log").succeeds().out())
                .contains("pin       v000001 -> v000001  the champion stays in use until")
                .contains(
                        "promote   v000001 -> v000002  asked for: auroc 0.", "is above the margin")
                .contains("rollback  v000002 -> v000001  rolled back");
    }

    @Test
    void shouldReplayWhatWasTrainedOnAWindow() throws Exception {
        Path data = write(0, 5000);
        retrain(data, "--last", "3000").succeeds();

        JsonNode replay =
                Cli.run("replay", "--store", store.where(), "--data", data, "--json")
                        .succeeds()
                        .json();

        assertThat(replay.get("identical").asBoolean()).isTrue();
    }

    @Test
    void shouldKeepTheChampionAndSayWhy() throws Exception {
        Path unchanged = write(0, CHANGE);
        Cli same = retrain(unchanged, "--newest", "600", "--last", "400").succeeds();
        Cli few = retrain(unchanged, "--newest", "499").succeeds();
        Cli bound = retrain(write(0, 5000), "--last", "3000", "--bound", "auroc>=0.95").succeeds();

        assertThat(same.out())
                .contains("keep      v000001, not v000002", "is not above the margin");
        assertThat(few.out())
                .contains(
                        "keep      v000001  asked for: too few labelled rows to decide: expected 500");
        assertThat(bound.out())
                .contains("keep      v000001, not v000003", "misses a bound: expected auroc>=0.95");
        assertThat(store.current()).isEqualTo("v000001");
        assertThat(store.versions()).hasSize(3);
        assertThat(store.decisions()).filteredOn(Decision::isOfChallenge).hasSize(3);
    }

    @Test
    void shouldSayThatTheWindowHasNoModel() throws Exception {
        List<Example> rows = CUSTOMERS.stream().limit(1500).toList();
        List<Example> stayed = rows.stream().limit(500).map(each -> each.withLabel(0)).toList();
        Path data = directory.resolve("customers.csv");
        Files.writeString(
                data,
                ExampleCsv.labelled(Churn.SCHEMA).write(stayed)
                        + ExampleCsv.labelled(Churn.SCHEMA)
                                .write(rows.subList(500, 1500))
                                .lines()
                                .skip(1)
                                .reduce("", (text, line) -> text + line + "\n"));

        Cli none = retrain(data, "--newest", "1000").succeeds();

        assertThat(none.out())
                .contains(
                        "there is no challenger: Training needs rows with both values of the label");
        assertThat(store.versions()).hasSize(1);
    }

    @Test
    void shouldFollowATopicAndGoOnFromTheLastDecision() throws Exception {
        KAFKA.createTopic("outcomes", 1);
        String topic = "kafka://" + KAFKA.servers() + "/outcomes?bounded=true";
        try (TopicWriter writer = new TopicWriter(KAFKA.servers(), "outcomes")) {
            writer.write(ExampleCsv.labelled(Churn.SCHEMA).records(CUSTOMERS.subList(0, 700)));
            retrain(topic, "--newest", "600").succeeds();
            writer.write(ExampleCsv.labelled(Churn.SCHEMA).records(CUSTOMERS.subList(700, 5000)));
        }

        Cli first =
                retrain(
                                topic,
                                "--on",
                                "labels=1000",
                                "--last",
                                "3000",
                                "--newest",
                                "600",
                                "--poll",
                                "50ms",
                                "--rounds",
                                "1")
                        .succeeds();

        assertThat(first.err()).contains("waiting for 1000 labelled rows");
        assertThat(first.out())
                .contains("promote   v000001 -> v000003  4300 new labelled rows: auroc");
        assertThat(store.decisions().get(store.decisions().size() - 1).figures())
                .containsEntry("labelsSeen", 5000.0);
    }

    @Test
    void shouldTrainOnTheNewestRowsOfAllPartitionsAndReplayThem() throws Exception {
        String topic = "kafka://" + KAFKA.servers() + "/divided-outcomes?bounded=true";
        writeDivided("divided-outcomes", 5000);
        Path oneFile = write(1000, 5000);
        JsonNode expected =
                retrain(oneFile, "--last", "3000", "--margin", "0.9", "--json").succeeds().json();

        JsonNode found =
                retrain(topic, "--last", "3000", "--margin", "0.9", "--json").succeeds().json();

        for (String figure : List.of("champion", "challenger")) {
            assertThat(found.get("figures").get(figure).asDouble())
                    .isCloseTo(expected.get("figures").get(figure).asDouble(), within(1e-6));
        }
        TrainingRecord training = store.manifest("v000003").training();
        assertThat(training.data().trainRows()).isEqualTo(3000);
        assertThat(training.data().file()).isEqualTo("divided-outcomes?offsets=0:0-3000,1:0-2000");
        assertThat(
                        Cli.run(
                                        "replay",
                                        "--store",
                                        store.where(),
                                        "--version",
                                        "v000003",
                                        "--data",
                                        topic,
                                        "--json")
                                .succeeds()
                                .json()
                                .get("identical")
                                .asBoolean())
                .isTrue();
    }

    @Test
    void shouldTrainOnWhatIsAtMostSoOld() throws Exception {
        String topic = "kafka://" + KAFKA.servers() + "/aged-outcomes?bounded=true";
        writeDivided("aged-outcomes", 5000);

        retrain(topic, "--last", "2500m").succeeds();

        TrainingRecord training = store.manifest("v000002").training();
        assertThat(training.data().trainRows()).isEqualTo(1501);
        assertThat(training.data().testRows()).isEqualTo(1000);
        assertThat(training.data().file())
                .isEqualTo("aged-outcomes?offsets=0:1500-3000,1:999-2000");
    }

    /** A customer a minute; of each five, three are in partition 0. */
    private static void writeDivided(String topic, int rows) throws Exception {
        KAFKA.createTopic(topic, 2);
        List<String> records = ExampleCsv.labelled(Churn.SCHEMA).records(CUSTOMERS);
        try (TopicWriter writer = new TopicWriter(KAFKA.servers(), topic)) {
            for (int i = 0; i < rows; i++) {
                long time = BEGIN + Duration.ofMinutes(i).toMillis();
                writer.send(i % 5 < 3 ? 0 : 1, records.get(i), time);
            }
        }
    }

    @Test
    void shouldRetrainAtAnAlarm() throws Exception {
        Path alarms = Files.createDirectory(directory.resolve("alarms"));
        Path data = write(0, 5000);
        retrain(data, "--newest", "499").succeeds();
        Files.writeString(alarms.resolve(".part-1.jsonl.inprogress"), "{}\n");
        Files.writeString(alarms.resolve("part-0.jsonl"), "{}\n{}\n");

        Cli round =
                retrain(
                                data,
                                "--on",
                                "alarm",
                                "--alarms",
                                alarms,
                                "--rounds",
                                "1",
                                "--last",
                                "3000")
                        .succeeds();

        assertThat(round.out()).contains("promote   v000001 -> v000002  2 new alarms: auroc");
    }

    @Test
    void shouldRetrainAtAnAlarmOfATopicAndOnceAtEach() throws Exception {
        KAFKA.createTopic("drift-alarms", 2);
        Path data = write(0, 5000);
        retrain(data, "--newest", "499").succeeds();
        Object[] atAlarms = {
            "--on",
            "alarm,every=1s",
            "--alarms",
            "kafka://" + KAFKA.servers() + "/drift-alarms",
            "--rounds",
            "2",
            "--poll",
            "10ms",
            "--min-labels",
            "2000"
        };
        try (TopicWriter alarms = new TopicWriter(KAFKA.servers(), "drift-alarms")) {
            alarms.send(0, "{}", BEGIN);
            alarms.send(1, "{}", BEGIN);
            alarms.send(1, "{}", BEGIN);
            alarms.flush();
        }

        Cli rounds = retrain(data, atAlarms).succeeds();

        assertThat(rounds.out().lines().filter(line -> line.contains("keep")))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("3 new alarms: too few"))
                .anySatisfy(line -> assertThat(line).contains("PT1S since the last decision"));
        assertThat(store.decisions().get(store.decisions().size() - 1).figures())
                .containsEntry("alarmsSeen", 3.0);
    }

    @Test
    void shouldRetrainOnlyWhatLabelsCanJudge() throws Exception {
        ModelCopy.of(LAB.model(TestData.SHIPPED, Recipe.K_MEANS), directory.resolve("segments"));

        Cli.run("retrain", "--data", write(0, 5000), "--store", directory.resolve("segments"))
                .failsSaying("v000001 makes segments, which no label judges");
    }

    @Test
    void shouldRetrainWhatWasLearnedOnAStream() throws Exception {
        Cli.run(
                        "learn",
                        "--source",
                        write(0, 900),
                        "--store",
                        store.where(),
                        "--sink",
                        directory.resolve("learned"),
                        "--publish",
                        "every=900")
                .succeeds();
        assertThat(store.open().manifest().training().hyperparameters())
                .isInstanceOf(Hyperparameters.Online.class);

        retrain(write(0, 5000), "--last", "3000").succeeds();

        assertThat(store.current()).isEqualTo("v000003");
        assertThat(store.open().manifest().training().plan()).isEqualTo("converged");
    }

    private Path write(int from, int to) throws IOException {
        Path file = directory.resolve("customers-" + to + ".csv");
        Files.writeString(
                file, ExampleCsv.labelled(Churn.SCHEMA).write(CUSTOMERS.subList(from, to)));
        return file;
    }

    private Cli retrain(Object data, Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("retrain", "--data", data, "--store", store.where()));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--newest")) {
            arguments.addAll(List.of("--newest", 1000));
        }
        return Cli.run(arguments.toArray());
    }

    private Cli models(String what) {
        return Cli.run("models", what, "--store", store.where());
    }
}
