package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.churn.CustomerShift;
import io.flinklab.data.Example;
import io.flinklab.data.synthetic.DriftSchedule;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.kit.FlinkCluster;
import io.flinklab.kit.KafkaBroker;
import io.flinklab.kit.StoredDigests;
import io.flinklab.kit.TopicReader;
import io.flinklab.kit.TopicWriter;
import io.flinklab.kit.WrittenRows;
import io.flinklab.lesson.ModelCopy;
import io.flinklab.serving.Scorer;
import io.flinklab.store.Decision;
import io.flinklab.store.Decision.Action;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.streaming.ScoreRows;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.types.Row;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The loop on Kafka, in processes of its own: customers change, who scores them follows the store,
 * a retrainer promotes what knows the new ones, a learner learns on a cluster. Meanwhile the
 * broker, the retrainer and the learner's task manager are killed, once each.
 */
class LoopOnKafkaIT {
    /** Rows before customers change. */
    private static final int CHANGE = 2500;

    /** Labels until the next challenge. */
    private static final int BLOCK = 500;

    /** Labels since the change within which the loop has to make good what was lost. */
    private static final int LABELS = 2000;

    /** Rows that come when nobody retrains any more. */
    private static final int TAIL = 1000;

    private static final int OTHERS = 4000;
    private static final int ROWS = CHANGE + LABELS + TAIL;
    private static final int ROWS_A_SECOND = 250;
    private static final Offset<Double> ROUNDED = within(0.0005);

    @RegisterExtension static final Lab LAB = new Lab();

    private final Path directory = LAB.newDirectory();
    private final ModelStore served = ModelStore.at(directory.resolve("models"));
    private final ModelStore learned = ModelStore.at(directory.resolve("learned"));
    private List<String> customers;

    @BeforeEach
    void makeCustomersAndAChampion() throws Exception {
        PackagedJar.require();
        Path file = directory.resolve("customers.csv");
        generate(file, ROWS, "--seed", "7", "--drift", "concept@" + (CHANGE + 1));
        customers = Files.readAllLines(file).subList(1, ROWS + 1);
        generate(directory.resolve("before.csv"), CHANGE, "--seed", "8");
        ModelCopy.of(
                LAB.train(
                        directory.resolve("before.csv"), Recipe.CONVERGED, TrainingOptions.DEFAULT),
                directory.resolve("models"));
        ModelCopy.of(served.open(), directory.resolve("learned"));
        ModelCopy.of(served.open(), directory.resolve("undisturbed"));
    }

    @Test
    void shouldRestoreNineTenthsOfWhatADriftTookThoughAllIsKilledOnce() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start();
                FlinkCluster cluster = FlinkCluster.start(2, 1, Map.of())) {
            broker.createTopic("customers", 1);
            broker.createTopic("scores", 1);
            broker.createTopic("scores-rejects", 1);
            try (TopicWriter topic = new TopicWriter(broker.servers(), "customers")) {
                topic.write(customers.subList(0, CHANGE));
                try (StreamProcess scoring = score(broker);
                        StreamProcess learner = learn(broker, cluster)) {
                    retrain(broker, cluster, topic);
                    topic.write(customers.subList(ROWS - TAIL, ROWS), ROWS_A_SECOND);
                    Eventually.holds("all is learned", () -> learnedRows() == ROWS);
                    requireScores(broker);
                    stop(learner);
                    stop(scoring);
                }
                Cli.run((Object[]) learning(broker, "?bounded=true", "undisturbed")).succeeds();
            }
        }
        requireRestored();
        ModelStore undisturbed = ModelStore.at(directory.resolve("undisturbed"));
        assertThat(StoredDigests.of(undisturbed)).hasSize(1 + ROWS / BLOCK).doesNotHaveDuplicates();
        assertThat(StoredDigests.of(learned)).isEqualTo(StoredDigests.of(undisturbed));
        assertThat(JsonLines.in(directory.resolve("learned-scores")))
                .extracting(score -> score.get("CustomerId").asLong())
                .hasSize(ROWS)
                .doesNotHaveDuplicates();
    }

    /** A challenge for each block of rows; each of the three is killed in one of them. */
    private void retrain(KafkaBroker broker, FlinkCluster cluster, TopicWriter topic)
            throws Exception {
        StreamProcess retrainer = retrain(broker);
        try {
            topic.write(block(1));
            awaitDecision(1);

            JobID job = cluster.rest().onlyJob();
            CompletableFuture<Void> writing = writing(topic, block(2));
            Set<String> hosts = cluster.rest().hosts(job);
            assertThat(hosts).hasSize(1);
            cluster.killTaskManager(hosts.iterator().next());
            cluster.rest().await("a restore", () -> cluster.rest().restoredCheckpoints(job) > 0);
            writing.join();
            awaitDecision(2);

            writing = writing(topic, block(3));
            broker.kill();
            broker.restart();
            writing.join();
            awaitDecision(3);

            topic.write(block(4));
            Eventually.holds("it trains", this::isTraining);
            retrainer.kill();
            assertThat(challenges()).hasSize(3);
            retrainer = retrain(broker);
            awaitDecision(4);
            stop(retrainer);
        } finally {
            retrainer.close();
        }
        assertThat(challenges()).hasSize(4);
        // A decision is written down before it takes effect, and a retrainer that is told to stop
        // does not stop in between.
        assertThat(challenges().get(3).action()).isEqualTo(Action.PROMOTE);
        assertThat(served.current()).isEqualTo(challenges().get(3).inUse());
    }

    private static CompletableFuture<Void> writing(TopicWriter topic, List<String> rows)
            throws Exception {
        CompletableFuture<Void> half = new CompletableFuture<>();
        CompletableFuture<Void> all =
                CompletableFuture.runAsync(
                        () -> {
                            topic.write(rows.subList(0, rows.size() / 2));
                            half.complete(null);
                            topic.write(rows.subList(rows.size() / 2, rows.size()), ROWS_A_SECOND);
                        },
                        work -> new Thread(work).start());
        CompletableFuture.anyOf(half, all).join();
        return all;
    }

    private List<String> block(int number) {
        int from = CHANGE + (number - 1) * BLOCK;
        return customers.subList(from, from + BLOCK);
    }

    private void awaitDecision(int number) throws Exception {
        Eventually.holds("decision " + number, () -> challenges().size() == number);
        assertThat(challenges().get(number - 1).figures())
                .containsEntry("labelsSeen", (double) CHANGE + number * BLOCK);
    }

    private List<Decision> challenges() {
        return served.decisions().stream().filter(Decision::isOfChallenge).toList();
    }

    private boolean isTraining() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("models"))) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(".staging-"));
        }
    }

    /** Each row has one score, that of a version that was put in use. */
    private void requireScores(KafkaBroker broker) {
        Map<Object, Example> rows =
                shifted(7, CHANGE, ROWS).stream()
                        .collect(Collectors.toMap(Example::key, each -> each));
        Map<String, Scorer> scorers = new HashMap<>();
        List<Row> scores = scores(broker);
        for (Row score : scores) {
            Scorer scorer =
                    scorers.computeIfAbsent(
                            ScoreRows.modelVersion(score),
                            version -> Scorer.of(served.open(version)));
            assertThat(ScoreRows.score(score))
                    .isCloseTo(scorer.score(rows.get(score.getField(0))), within(1e-12));
        }
        assertThat(scores)
                .extracting(score -> score.getField(0))
                .hasSize(ROWS)
                .doesNotHaveDuplicates();
        List<String> putInUse =
                served.decisions().stream()
                        .filter(decision -> decision.action() != Action.KEEP)
                        .map(Decision::inUse)
                        .toList();
        assertThat(scorers.keySet()).hasSizeGreaterThan(1).isSubsetOf(putInUse);
        assertThat(ScoreRows.modelVersion(scores.get(0))).isEqualTo("v000001");
        assertThat(ScoreRows.modelVersion(scores.get(ROWS - 1))).isEqualTo(served.current());
    }

    private static List<Row> scores(KafkaBroker broker) {
        WrittenRows json = new WrittenRows(ScoreRows.type(Churn.SCHEMA));
        try (TopicReader topic = new TopicReader(broker.servers(), "scores")) {
            topic.readAtLeast(ROWS);
            return topic.readToEnd().stream().map(record -> json.read(record.value())).toList();
        }
    }

    private StreamProcess score(KafkaBroker broker) throws Exception {
        String kafka = "kafka://" + broker.servers() + "/";
        return StreamProcess.start(
                directory,
                Map.of(),
                "stream",
                "--source",
                kafka + "customers?group=scoring",
                "--sink",
                kafka + "scores",
                "--store",
                "models",
                "--reload",
                "every=200ms",
                "--checkpoint",
                "500ms",
                "--state",
                "scoring-state");
    }

    private StreamProcess retrain(KafkaBroker broker) throws Exception {
        return StreamProcess.startUntil(
                "waiting for " + BLOCK + " labelled rows",
                directory,
                Map.of(),
                "retrain",
                "--data",
                "kafka://" + broker.servers() + "/customers?bounded=true",
                "--store",
                "models",
                "--on",
                "labels=" + BLOCK,
                "--last",
                "2000",
                "--newest",
                Integer.toString(BLOCK),
                "--poll",
                "100ms");
    }

    private StreamProcess learn(KafkaBroker broker, FlinkCluster cluster) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of(learning(broker, "?group=learning", "learned")));
        arguments.addAll(List.of("--cluster", "127.0.0.1:" + cluster.rest().port()));
        return StreamProcess.start(directory, Map.of(), arguments.toArray(String[]::new));
    }

    private String[] learning(KafkaBroker broker, String topicOptions, String store) {
        return new String[] {
            "learn",
            "--source",
            "kafka://" + broker.servers() + "/customers" + topicOptions,
            "--sink",
            directory.resolve(store + "-scores").toString(),
            "--store",
            directory.resolve(store).toString(),
            "--warm-start",
            "v000001",
            "--publish",
            "every=" + BLOCK,
            "--checkpoint",
            "300ms",
            "--state",
            directory.resolve(store + "-state").toString()
        };
    }

    private static void stop(StreamProcess process) throws Exception {
        process.terminate();
        assertThat(process.exitCode()).as(process.output()).isZero();
    }

    /** Rows that the learner's newest version was learned from. */
    private long learnedRows() {
        List<String> versions = learned.versions();
        String newest = versions.get(versions.size() - 1);
        return versions.size() == 1 ? 0 : learned.manifest(newest).training().data().trainRows();
    }

    /** The loss is against a model that knows the new customers alone, which is the better one. */
    private void requireRestored() throws Exception {
        Path file = directory.resolve("after.csv");
        generate(file, CHANGE, "--seed", "10", "--drift", "concept@1");
        StoredModel other = LAB.train(file, Recipe.CONVERGED, TrainingOptions.DEFAULT);
        List<Example> after = others(0);
        double fallen = auroc(served.open("v000001"), after);
        double now = auroc(served.open(), after);

        assertThat(auroc(served.open("v000001"), others(OTHERS))).isEqualTo(0.737, ROUNDED);
        assertThat(fallen).isEqualTo(0.663, ROUNDED);
        assertThat(now).isEqualTo(0.821, ROUNDED);
        assertThat((now - fallen) / (auroc(other, after) - fallen)).isGreaterThan(0.9);
    }

    private static double auroc(StoredModel model, List<Example> customers) {
        try (Scorer scorer = Scorer.of(model)) {
            return Evaluation.of(
                            LabelledScores.labels(customers),
                            LabelledScores.each(scorer, customers))
                    .auroc();
        }
    }

    /** Customers who are in no topic, and change at a row. */
    private static List<Example> others(int change) {
        return shifted(9, change, OTHERS);
    }

    private static List<Example> shifted(long seed, int change, int rows) {
        return new CustomerGenerator(seed)
                .shifted(CustomerShift.CONCEPT, DriftSchedule.sudden(change))
                .examples(rows)
                .toList();
    }

    private static void generate(Path file, int rows, String... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("generate", "--rows", rows, "--out", file));
        arguments.addAll(List.of(more));
        Cli.run(arguments.toArray()).succeeds();
    }
}
