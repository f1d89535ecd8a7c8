package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.StoredDigests;
import io.flinklab.kit.TopicWriter;
import io.flinklab.lesson.ModelCopy;
import io.flinklab.store.ModelStore;
import io.flinklab.training.Recipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A learner whose labels come late, and whose process is killed while rows wait for theirs, learns
 * what one learns that nobody disturbs.
 */
class LateLabelsRestartIT {
    private static final String ROWS = "late-rows";
    private static final String LABELS = "late-labels";
    private static final List<Example> CUSTOMERS =
            new CustomerGenerator(34).examples(4000).toList();

    /** A version's rows; the last rows' labels make none. */
    private static final int EVERY = 500;

    private static final int LEARNED = 3500;
    private static final long BEGIN = 1_700_000_000_000L;

    /** Milliseconds of event time from a row to the next, and to its label. */
    private static final long STEP = 10;

    private static final long DELAY = 2_000;

    @RegisterExtension static final Lab LAB = new Lab();
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    private final Path directory = LAB.newDirectory();

    @Test
    void shouldLearnTheSameBitsAfterAKill() throws Exception {
        PackagedJar.require();
        KAFKA.createTopic(ROWS, 1);
        KAFKA.createTopic(LABELS, 1);
        ModelStore killed = storeOfOne("killed");
        ModelStore undisturbed = storeOfOne("undisturbed");
        try (TopicWriter rows = new TopicWriter(KAFKA.servers(), ROWS);
                TopicWriter labels = new TopicWriter(KAFKA.servers(), LABELS)) {
            write(rows, labels, 0, CUSTOMERS.size() / 2);
            try (StreamProcess learner = start()) {
                Eventually.holds("versions are published", () -> learned(killed) >= 2 * EVERY);
                learner.kill();
            }
            write(rows, labels, CUSTOMERS.size() / 2, CUSTOMERS.size());
            try (StreamProcess learner = start()) {
                assertThat(learner.restoredFrom()).contains("/state/checkpoints/");
                Eventually.holds("all is learned", () -> learned(killed) == LEARNED);
                learner.terminate();
                assertThat(learner.exitCode()).isZero();
            }
        }
        Cli.run((Object[]) arguments("?bounded=true", "undisturbed")).succeeds();

        assertThat(StoredDigests.of(undisturbed))
                .hasSize(1 + LEARNED / EVERY)
                .doesNotHaveDuplicates();
        assertThat(StoredDigests.of(killed)).isEqualTo(StoredDigests.of(undisturbed));
        assertThat(data(killed)).isEqualTo(data(undisturbed));
        // One of the first rows was not learned from: its label came late.
        assertThat(data(killed).get(1)).isEqualTo(ROWS + "?offsets=0:0-" + (EVERY + 1));
        assertThat(rejects("killed")).isEqualTo(rejects("undisturbed"));
        assertThat(rejects("undisturbed"))
                .isEqualTo(
                        Map.of(
                                "contradicting", 1L,
                                "duplicate", 1L,
                                "late", 1L,
                                "orphan", 1L,
                                "expected a label within 10 s, found none", 1L));
    }

    private static void write(TopicWriter rows, TopicWriter labels, int from, int to) {
        List<String> texts =
                ExampleCsv.unlabelled(Churn.SCHEMA).records(CUSTOMERS.subList(from, to));
        for (int i = from; i < to; i++) {
            send(rows, texts.get(i - from), BEGIN + i * STEP);
            long time = BEGIN + i * STEP + DELAY;
            Example customer = CUSTOMERS.get(i);
            if (i != 100) {
                send(labels, label(customer.key(), customer.label()), time);
            }
            if (i == 100 + 1_000) {
                send(labels, label(CUSTOMERS.get(100).key(), 1), time);
            } else if (i == 200) {
                send(labels, label(customer.key(), customer.label()), time);
                send(labels, label(customer.key(), 1 - customer.label()), time);
            } else if (i == 300) {
                send(labels, label(1L, 1), time);
            }
        }
        rows.flush();
        labels.flush();
    }

    private static String label(Comparable<?> key, double label) {
        return key + "," + Churn.SCHEMA.requireLabel().write(label);
    }

    private static void send(TopicWriter topic, String text, long time) {
        topic.send(null, text.getBytes(StandardCharsets.UTF_8), time);
    }

    private ModelStore storeOfOne(String name) throws Exception {
        ModelCopy.of(LAB.model(TestData.SHIPPED, Recipe.CONVERGED), directory.resolve(name));
        return ModelStore.at(directory.resolve(name));
    }

    private StreamProcess start() throws Exception {
        return StreamProcess.start(directory, Map.of(), arguments("?group=learner", "killed"));
    }

    private String[] arguments(String topicOptions, String store) {
        String kafka = "kafka://" + KAFKA.servers() + "/";
        return new String[] {
            "learn",
            "--source",
            kafka + ROWS + topicOptions,
            "--labels",
            kafka + LABELS + topicOptions,
            "--horizon",
            "10s",
            "--lateness",
            "100ms",
            "--sink",
            directory.resolve(store + "-scores").toString(),
            "--store",
            directory.resolve(store).toString(),
            "--warm-start",
            "v000001",
            "--publish",
            "every=" + EVERY,
            "--checkpoint",
            "300ms",
            "--state",
            directory.resolve(store + "-state/state").toString()
        };
    }

    /** How many rejects there are for each reason. */
    private Map<String, Long> rejects(String store) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(store + "-scores-rejects"))) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines.stream()
                    .map(line -> line.replaceFirst(".*\"reason\":\"([^:\"]*).*", "$1"))
                    .collect(
                            Collectors.groupingBy(
                                    reason -> reason, TreeMap::new, Collectors.counting()));
        }
    }

    /** Rows that the store's newest version was learned from. */
    private static long learned(ModelStore store) {
        List<String> versions = store.versions();
        return versions.size() == 1
                ? 0
                : store.manifest(versions.get(versions.size() - 1)).training().data().trainRows();
    }

    /** From which rows each version was learned. */
    private static List<String> data(ModelStore store) {
        return store.versions().stream()
                .map(version -> store.manifest(version).training().data().file())
                .toList();
    }
}
