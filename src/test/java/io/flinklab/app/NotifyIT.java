package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicReader;
import io.flinklab.store.ModelStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class NotifyIT {
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    @TempDir Path directory;

    @Test
    void everyChangeOfAStoreIsAnEvent() throws Exception {
        KAFKA.createTopic("store-changes", 1);
        String topic = "kafka://" + KAFKA.servers() + "/store-changes";

        train("--notify", topic).succeeds();
        train("--notify", topic).succeeds();
        models("rollback", "--notify", topic).succeeds();
        models("pin", "v000002", "--notify", topic).succeeds();
        models("unpin", "--notify", topic).succeeds();

        try (TopicReader reader = new TopicReader(KAFKA.servers(), "store-changes")) {
            assertThat(reader.readToEnd())
                    .extracting(event -> new String(event.value(), StandardCharsets.UTF_8))
                    .containsExactly(
                            "{\"action\":\"publish\",\"version\":\"v000001\"}",
                            "{\"action\":\"publish\",\"version\":\"v000002\"}",
                            "{\"action\":\"rollback\",\"version\":\"v000001\"}",
                            "{\"action\":\"pin\",\"version\":\"v000002\"}",
                            "{\"action\":\"unpin\",\"version\":\"v000002\"}");
        }
    }

    @Test
    void anAbsentBrokerIsAnErrorThatSaysTheStoreHasChanged() throws Exception {
        train().succeeds();

        models("pin", "v000001", "--notify", "kafka://127.0.0.1:1/models")
                .failsSaying(
                        "Could not tell kafka://127.0.0.1:1/models of pin v000001: ",
                        "The model store has changed all the same");

        assertThat(ModelStore.at(store()).pinned()).contains("v000001");
    }

    @Test
    void anAddressIsReadBeforeTheStoreChanges() {
        models("unpin", "--notify", "localhost:9092/models")
                .isWrongUsageSaying("Expected kafka://host:port", "found localhost:9092/models");
    }

    private Cli train(String... more) throws Exception {
        Path data = CustomerText.write(directory.resolve("small.csv"), CustomerText.shipped(300));
        return more.length == 0
                ? Cli.run("train", "--data", data, "--store", store())
                : Cli.run("train", "--data", data, "--store", store(), more[0], more[1]);
    }

    private Cli models(String... more) {
        Object[] arguments = new Object[more.length + 3];
        arguments[0] = "models";
        arguments[1] = "--store";
        arguments[2] = store();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Cli.run(arguments);
    }

    private Path store() {
        return directory.resolve("models");
    }
}
