package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicReader;
import io.flinklab.kit.TopicWriter;
import io.flinklab.lesson.ModelCopy;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.store.TrainingRecord.DataProvenance;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code learn} from what has an end. */
class LearnCommandIT {
    private static final int ROWS = 1000;

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
    void shouldLearnFromAFileAndPublishVersions() throws Exception {
        Path data = write("customers.csv", "1,2,3");

        Cli cli =
                learn(
                                data,
                                "--algorithm",
                                "adagrad",
                                "--half-life",
                                "5000",
                                "--publish",
                                "every=400")
                        .succeeds();

        assertThat(cli.out())
                .contains("learning from " + data, ", beginning with v000001; web UI http://")
                .contains("all is scored", "newest version: v000003");
        assertThat(store.versions()).containsExactly("v000001", "v000002", "v000003");
        TrainingRecord last = store.open().manifest().training();
        assertThat(last.data().trainRows()).isEqualTo(800);
        assertThat(last.data().file()).isEqualTo("customers.csv?lines=2-801");
        Hyperparameters.Online how = (Hyperparameters.Online) last.hyperparameters();
        assertThat(how.rule()).isEqualTo("adagrad");
        assertThat(how.settings()).containsEntry("halfLife", 5000.0);
        assertThat(lines("scores"))
                .hasSize(ROWS)
                .anyMatch(line -> line.contains("\"modelVersion\":\"v000001+999\""));
        assertThat(lines("scores-rejects")).hasSize(1);
        for (Example customer : customers().subList(0, 2)) {
            assertThat(
                            store.versions().stream()
                                    .map(store::open)
                                    .map(each -> score(each, customer)))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldLearnCategoriesThatAreNew() throws Exception {
        List<Example> italians =
                customers().stream()
                        .map(
                                each ->
                                        each.text(0).equals("Spain")
                                                ? each.withText(0, "Italy")
                                                : each)
                        .toList();
        Path data = directory.resolve("italians.csv");
        Files.writeString(data, ExampleCsv.labelled(Churn.SCHEMA).write(italians));

        learn(data, "--features", "growing", "--alarms", directory.resolve("alarms")).succeeds();

        StoredModel last = store.open();
        assertThat(last.version()).isEqualTo("v000002");
        try (Scorer scorer = Scorer.of(last)) {
            assertThat(scorer.categories().get(0).known())
                    .containsExactly("France", "Germany", "Spain", "Italy");
        }
        Cli.run("models", "verify", "--store", directory.resolve("models")).succeeds();
    }

    @Test
    void shouldMeasureTheScoresThatItGaveBeforeItLearned() throws Exception {
        Path data = write("customers.csv");
        Object measures = directory.resolve("measures");

        learn(data, "--quality", measures, "--quality-window", "400", "--slice", "Geography")
                .succeeds();

        List<JsonNode> reports = new ArrayList<>();
        for (String line : lines("measures")) {
            reports.add(new ObjectMapper().readTree(line));
        }
        assertThat(reports)
                .filteredOn(report -> report.get("sliceColumn").asText().isEmpty())
                .extracting(report -> report.get("seen").asInt())
                .containsExactly(400, 800, 1000);
        assertThat(reports)
                .filteredOn(report -> report.get("seen").asInt() == 1000)
                .extracting(report -> report.get("sliceValue").asText())
                .containsExactlyInAnyOrder("", "France", "Germany", "Spain");
        assertThat(reports.get(0).get("window").asText()).isEqualTo("400 rows");
        assertThat(reports.get(0).get("auroc").asDouble()).isEqualTo(auroc(400));
    }

    /** Of the first scores, computed from what was written of them. */
    private double auroc(int rows) throws IOException {
        List<Example> customers = customers();
        Map<Long, Double> labels = new HashMap<>();
        customers.subList(0, rows).forEach(each -> labels.put((Long) each.key(), each.label()));
        List<double[]> scored = new ArrayList<>();
        for (String line : lines("scores")) {
            JsonNode score = new ObjectMapper().readTree(line);
            Double label = labels.get(score.get("CustomerId").asLong());
            if (label != null) {
                scored.add(new double[] {label, score.get("score").asDouble()});
            }
        }
        return Evaluation.of(
                        scored.stream().mapToDouble(each -> each[0]).toArray(),
                        scored.stream().mapToDouble(each -> each[1]).toArray())
                .auroc();
    }

    @Test
    void shouldJoinLabelsThatComeByThemselves() throws Exception {
        List<Example> customers = customers();
        Path data = directory.resolve("customers.csv");
        String rows = ExampleCsv.unlabelled(Churn.SCHEMA).write(customers);
        Files.writeString(data, rows.replace("\n,", "\n2,"));
        Path labels = directory.resolve("labels.csv");
        Files.writeString(
                labels,
                ExampleCsv.labelled(Churn.SCHEMA.labels()).write(customers.subList(0, 900))
                        + "7,1\n"
                        + customers.get(0).key()
                        + ",maybe\n");
        Object measures = directory.resolve("measures");
        learn(
                        data,
                        "--labels",
                        labels,
                        "--horizon",
                        "7d",
                        "--weight",
                        "RowNumber",
                        "--publish",
                        "every=300",
                        "--quality",
                        measures)
                .succeeds();

        assertThat(store.versions()).hasSize(4);
        assertThat(store.open().manifest().training().data().trainRows()).isEqualTo(900);
        assertThat(lines("scores")).hasSize(ROWS);
        assertThat(lines("measures"))
                .singleElement()
                .asString()
                .contains("\"seen\":900,\"window\":\"1000 rows\"");
        assertThat(lines("scores-rejects"))
                .hasSize(102)
                .anyMatch(
                        line -> line.contains("orphan: no row of its key") && line.contains("7,1"))
                .anyMatch(line -> line.contains("found 'maybe'"))
                .filteredOn(line -> line.contains("expected a label within 7 d, found none"))
                .hasSize(100);
    }

    /** The weights are in a column that the model's schema ignores; it is the first one. */
    @Test
    void shouldLearnFromRowsOfWeightZeroAsIfTheyWereNotThere() throws Exception {
        List<Example> customers = customers();
        List<String> records = ExampleCsv.labelled(Churn.SCHEMA).records(customers);
        List<String> weighed = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            weighed.add(i % 2 + records.get(i));
        }
        weighed.addAll(List.of(records.get(0), "-1" + records.get(1), "Infinity" + records.get(2)));
        String header = String.join(",", ExampleCsv.labelled(Churn.SCHEMA).header()) + "\n";
        Path all = directory.resolve("weighed.csv");
        Files.writeString(all, header + String.join("\n", weighed) + "\n");
        Path odd = directory.resolve("odd.csv");
        Files.writeString(
                odd,
                header
                        + IntStream.range(0, ROWS)
                                .filter(i -> i % 2 == 1)
                                .mapToObj(i -> records.get(i) + "\n")
                                .collect(Collectors.joining()));

        Object alarms = directory.resolve("alarms");
        learn(all, "--weight", "RowNumber", "--alarms", alarms).succeeds();
        learn(odd, "--warm-start", "v000001", "--publish", "every=500").succeeds();

        assertThat(store.open("v000002").pipeline()).isEqualTo(store.open("v000003").pipeline());
        TrainingRecord training = store.manifest("v000002").training();
        assertThat(((Hyperparameters.Online) training.hyperparameters()).settings())
                .containsEntry("weight.RowNumber", 1.0);
        assertThat(training.data().trainRows()).isEqualTo(ROWS);
        assertThat(training.schema()).isEqualTo(Churn.SCHEMA);
        assertThat(lines("scores-rejects"))
                .hasSize(3)
                .allMatch(line -> line.contains("\"column\":\"RowNumber\""))
                .anyMatch(line -> line.contains("found nothing") || line.contains("found ''"))
                .anyMatch(line -> line.contains("found '-1'"));
        learn(odd, "--weight", "Gender")
                .isWrongUsageSaying("Gender: expected a weight in a column of numbers");
    }

    @Test
    void shouldNotReplayWhatWasLearnedOnAStream() throws Exception {
        Path data = write("customers.csv");
        learn(data).succeeds();

        Cli.run("replay", "--store", directory.resolve("models"), "--data", data)
                .failsSaying(
                        "v000002 was learned row by row on a stream",
                        "Replay the one that it began with, v000001.");
    }

    @Test
    void shouldGoOnWithItsStateWhenItIsGivenMore() throws Exception {
        Path in = Files.createDirectory(directory.resolve("in"));
        write("in/a.csv");
        Object[] more = {"--publish", "every=400", "--state", directory.resolve("state")};
        learn(in, more).succeeds();
        write("in/b.csv");
        Cli again = learn(in, more).succeeds();

        assertThat(again.out()).contains("newest version: v000006");
        List<Long> learned =
                store.versions().stream()
                        .skip(1)
                        .map(version -> store.manifest(version).training().data().trainRows())
                        .toList();
        assertThat(learned).containsExactly(400L, 800L, 1200L, 1600L, 2000L);
        assertThat(store.open().manifest().training().data().file())
                .isEqualTo("a.csv?lines=2-1001, b.csv?lines=2-1001");
        assertThat(store.manifest("v000006").training().hyperparameters())
                .isEqualTo(store.manifest("v000002").training().hyperparameters());
        assertThat(lines("scores")).hasSize(2 * ROWS);
        learn(in, "--weight", "RowNumber", "--state", directory.resolve("state"))
                .failsSaying("is of another stream. Expected --weight none, found RowNumber.");
    }

    @Test
    void shouldLearnFromATopic() throws Exception {
        KAFKA.createTopic("labelled-customers", 1);
        try (TopicWriter topic = new TopicWriter(KAFKA.servers(), "labelled-customers")) {
            topic.write(ExampleCsv.labelled(Churn.SCHEMA).records(customers()));
        }
        KAFKA.createTopic("measures", 1);
        String kafka = "kafka://" + KAFKA.servers() + "/";
        learn(
                        kafka + "labelled-customers?bounded=true",
                        "--publish",
                        "every=1h",
                        "--quality",
                        kafka + "measures")
                .succeeds();

        assertThat(store.versions()).containsExactly("v000001", "v000002");
        DataProvenance data = store.manifest("v000002").training().data();
        assertThat(data.trainRows()).isEqualTo(ROWS);
        assertThat(data.file()).isEqualTo("labelled-customers?offsets=0:0-" + ROWS);
        Cli.run("evaluate", "--store", directory.resolve("models"), "--data", kafka + data.file())
                .succeeds();
        try (TopicReader measures = new TopicReader(KAFKA.servers(), "measures")) {
            assertThat(measures.readToEnd())
                    .extracting(record -> new ObjectMapper().readTree(record.value()))
                    .singleElement()
                    .satisfies(report -> assertThat(report.get("seen").asInt()).isEqualTo(ROWS));
        }
    }

    @Test
    void shouldRefuseWhatItCannotDo() throws Exception {
        Path data = write("customers.csv");

        learn(data, "--publish", "10s")
                .isWrongUsageSaying(
                        "--publish is every= and a number of rows, as every=1000, or a time, as"
                                + " every=10s; found 10s");
        learn(data, "--publish", "every=10rows")
                .isWrongUsageSaying("--publish: expected a time like 500ms", "found '10rows'");
        learn(data, "--algorithm", "sgd", "--l1", "1")
                .isWrongUsageSaying("--l1 is for --algorithm ftrl.");
        learn(data, "--batch", "ten")
                .isWrongUsageSaying(
                        "--batch is a number of rows, as 100, or a time, as 10s; found ten");
        learn(data, "--batch", "0").isWrongUsageSaying("batchSize is 1 or more; found 0.");
        learn(data, "--batch", "0s").isWrongUsageSaying("A mini-batch takes a millisecond or more");
        learn(data, "--algorithm", "sgd", "--half-life", "5000")
                .isWrongUsageSaying("A half-life is for ftrl and adagrad", "sgd forgets by itself");
        learn(data, "--half-life", "0").isWrongUsageSaying("halfLife is 1 or more; found 0.0.");
        learn(data, "--slice", "Age").isWrongUsageSaying("--slice are for --quality");
        Object measures = directory.resolve("measures");
        learn(data, "--quality", measures, "--slice", "Age")
                .isWrongUsageSaying("one of the categories [Geography, Gender]; found Age.");
        learn(data, "--quality", directory.resolve("scores"))
                .isWrongUsageSaying("--quality and --sink are the same directory");
        learn(data, "--lateness", "1m").isWrongUsageSaying("--idle are for --labels.");
        learn(data, "--labels", data).isWrongUsageSaying("--labels needs --horizon");
        learn(data, "--labels", data, "--horizon", "0s").isWrongUsageSaying("found 0");
        learn(data, "--labels", data, "--horizon", "7d", "--state", directory.resolve("state"))
                .isWrongUsageSaying("--state goes with labels of a topic");
        learn(data, "--rate", "0").isWrongUsageSaying("alpha is above 0; found 0.0.");
        learn(data, "--sink", "table").isWrongUsageSaying("found table");
        learn(data, "--warm-start", "v000009").failsSaying("one of [v000001]", "v000009");
        assertThat(store.versions()).containsExactly("v000001");
    }

    private Cli learn(Object source, Object... more) {
        List<Object> arguments =
                new ArrayList<>(
                        List.of(
                                "learn",
                                "--source",
                                source,
                                "--store",
                                directory.resolve("models")));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--sink")) {
            arguments.addAll(List.of("--sink", directory.resolve("scores")));
        }
        return Cli.run(arguments.toArray());
    }

    private static List<Example> customers() {
        return new CustomerGenerator(21).examples(ROWS).toList();
    }

    private Path write(String name, String... more) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(
                file,
                ExampleCsv.labelled(Churn.SCHEMA).write(customers())
                        + String.join("\n", more)
                        + "\n".repeat(more.length));
        return file;
    }

    private List<String> lines(String sink) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(sink))) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        }
    }

    private static double score(StoredModel model, Example customer) {
        return Scorer.of(model).score(customer);
    }
}
