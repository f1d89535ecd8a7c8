package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicWriter;
import io.flinklab.lesson.ModelCopy;
import io.flinklab.store.ModelStore;
import io.flinklab.training.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code learn --idle}: of both topics one partition never has a message. */
class IdlePartitionIT {
    private static final int ROWS = 300;
    private static final long BEGIN = 1_700_000_000_000L;
    private static final List<Example> CUSTOMERS =
            new CustomerGenerator(35).examples(ROWS + 1).toList();

    @RegisterExtension static final Lab LAB = new Lab();
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    private final Path directory = LAB.newDirectory();

    @Test
    void shouldLearnThoughAPartitionHasNoMessages() throws Exception {
        PackagedJar.require();
        KAFKA.createTopic("idle-rows", 2);
        KAFKA.createTopic("idle-labels", 2);
        ModelCopy.of(LAB.model(TestData.SHIPPED, Recipe.CONVERGED), directory.resolve("models"));
        ModelStore store = ModelStore.at(directory.resolve("models"));
        write();

        try (StreamProcess learner = StreamProcess.start(directory, Map.of(), arguments())) {
            Eventually.holds("a version is published", () -> store.versions().size() == 2);
            learner.terminate();
            assertThat(learner.exitCode()).isZero();
        }

        assertThat(store.manifest("v000002").training().data().trainRows()).isEqualTo(ROWS);
    }

    private String[] arguments() {
        String kafka = "kafka://" + KAFKA.servers() + "/";
        return new String[] {
            "learn",
            "--source",
            kafka + "idle-rows?group=idle",
            "--labels",
            kafka + "idle-labels?group=idle",
            "--horizon",
            "10s",
            "--lateness",
            "100ms",
            "--idle",
            "500ms",
            "--sink",
            "scores",
            "--store",
            "models",
            "--publish",
            "every=" + ROWS,
            "--checkpoint",
            "300ms"
        };
    }

    /** A label comes with its row; one more row, much later, says that all before has come. */
    private static void write() {
        List<String> texts = ExampleCsv.unlabelled(Churn.SCHEMA).records(CUSTOMERS);
        try (TopicWriter rows = new TopicWriter(KAFKA.servers(), "idle-rows");
                TopicWriter labels = new TopicWriter(KAFKA.servers(), "idle-labels")) {
            for (int i = 0; i <= ROWS; i++) {
                long time = BEGIN + (i < ROWS ? i : 60_000);
                Example customer = CUSTOMERS.get(i);
                rows.send(0, texts.get(i), time);
                labels.send(
                        1,
                        customer.key() + "," + Churn.SCHEMA.requireLabel().write(customer.label()),
                        time);
            }
            rows.flush();
            labels.flush();
        }
    }
}
