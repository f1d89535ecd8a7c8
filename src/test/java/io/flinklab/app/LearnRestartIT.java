package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.StoredDigests;
import io.flinklab.kit.TopicWriter;
import io.flinklab.lesson.ModelCopy;
import io.flinklab.store.ModelStore;
import io.flinklab.training.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A learner whose process is killed learns what one learns that nobody disturbs. Features grow. */
class LearnRestartIT {
    private static final String TOPIC = "learned-customers";
    private static final int ROWS = 6000;
    private static final int ROWS_A_SECOND = 1500;
    private static final int EVERY = 500;

    @RegisterExtension static final Lab LAB = new Lab();
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    private final Path directory = LAB.newDirectory();

    @Test
    void theSameCommandLearnsOnAfterAKillToTheSameBits() throws Exception {
        PackagedJar.require();
        KAFKA.createTopic(TOPIC, 1);
        ModelStore killed = storeOfOne("killed");
        ModelStore undisturbed = storeOfOne("undisturbed");
        try (TopicWriter topic = new TopicWriter(KAFKA.servers(), TOPIC)) {
            CompletableFuture<Void> writing;
            try (StreamProcess learner = start()) {
                writing = CompletableFuture.runAsync(() -> write(topic));
                Eventually.holds("versions are published", () -> learned(killed) >= 2 * EVERY);
                learner.kill();
            }
            assertThat(learned(killed)).isLessThan(ROWS);
            try (StreamProcess learner = start()) {
                assertThat(learner.restoredFrom()).contains("/state/checkpoints/");
                writing.join();
                Eventually.holds("all is learned", () -> learned(killed) == ROWS);
                learner.terminate();
                assertThat(learner.exitCode()).isZero();
            }
        }
        Cli.run((Object[]) arguments("?bounded=true", "undisturbed")).succeeds();

        assertThat(StoredDigests.of(undisturbed)).hasSize(1 + ROWS / EVERY).doesNotHaveDuplicates();
        assertThat(StoredDigests.of(killed)).isEqualTo(StoredDigests.of(undisturbed));
        assertThat(data(killed)).isEqualTo(data(undisturbed));
        assertThat(data(killed).get(1)).isEqualTo(TOPIC + "?offsets=0:0-" + EVERY);
    }

    private ModelStore storeOfOne(String name) throws Exception {
        ModelCopy.of(LAB.model(TestData.SHIPPED, Recipe.CONVERGED), directory.resolve(name));
        return ModelStore.at(directory.resolve(name));
    }

    private StreamProcess start() throws Exception {
        return StreamProcess.start(directory, Map.of(), arguments("?group=learner", "killed"));
    }

    private String[] arguments(String topicOptions, String store) {
        return new String[] {
            "learn",
            "--source",
            "kafka://" + KAFKA.servers() + "/" + TOPIC + topicOptions,
            "--sink",
            directory.resolve(store + "-scores").toString(),
            "--store",
            directory.resolve(store).toString(),
            "--warm-start",
            "v000001",
            "--features",
            "growing",
            "--publish",
            "every=" + EVERY,
            "--checkpoint",
            "300ms",
            "--state",
            directory.resolve(store + "-state/state").toString()
        };
    }

    private static void write(TopicWriter topic) {
        topic.write(
                ExampleCsv.labelled(Churn.SCHEMA)
                        .records(
                                new CustomerGenerator(33)
                                        .customers(ROWS)
                                        .map(LearnRestartIT::perhapsFromElsewhere)
                                        .toList()),
                ROWS_A_SECOND);
    }

    /** Every 700 rows a country comes that was not there before. */
    private static Example perhapsFromElsewhere(Customer customer) {
        Example example = customer.toExample();
        long country = customer.rowNumber() / 700;
        return customer.rowNumber() % 10 == 0 ? example.withText(0, "Land " + country) : example;
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
