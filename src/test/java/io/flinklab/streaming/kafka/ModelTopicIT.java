package io.flinklab.streaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.kit.CollectedRows;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ModelTopicIT {
    @RegisterExtension static final Kafka KAFKA = new Kafka();
    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void whatIsSentAfterTheStartArrivesGoodOrBad() throws Exception {
        KAFKA.createTopic("models", 1);
        String address = "kafka://" + KAFKA.servers() + "/models";
        ModelTopic topic = ModelTopic.at(address);
        topic.send(ModelEvent.Action.PUBLISH, "v000001");
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        List<String> seen = new ArrayList<>();
        try (TopicWriter writer = new TopicWriter(KAFKA.servers(), "models");
                CollectedRows events = CollectedRows.of(topic.events(environment))) {
            // The source says nowhere where it has begun, so it is heard until it answers.
            AtomicBoolean heard = new AtomicBoolean();
            Thread caller = new Thread(() -> callUntil(heard, topic));
            caller.start();
            assertThat(events.next().getField("action")).isEqualTo("unpin");
            heard.set(true);
            caller.join();
            topic.send(ModelEvent.Action.PUBLISH, "v000003");
            writer.write(List.of("{\"action\":\"pin\"", "[]", "{\"action\":\"drop\"}"));
            writer.write("k", null, 0);
            topic.send(ModelEvent.Action.ROLLBACK, "");
            Row event;
            do {
                event = events.next();
                seen.add(summary(event));
            } while (!event.getField("action").equals("rollback"));
        }

        seen.removeIf("unpin  "::equals);
        assertThat(seen)
                .hasSize(6)
                .startsWith("publish v000003 ")
                .endsWith("rollback  ")
                .anySatisfy(event -> assertThat(event).contains("found text that is no JSON"))
                .anySatisfy(event -> assertThat(event).endsWith("found action \"drop\""))
                .satisfies(
                        all ->
                                assertThat(all.stream().filter(e -> e.endsWith("no object")))
                                        .hasSize(2));
    }

    private static void callUntil(AtomicBoolean heard, ModelTopic topic) {
        try {
            while (!heard.get()) {
                topic.send(ModelEvent.Action.UNPIN, "");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String summary(Row event) {
        return event.getField("action")
                + " "
                + event.getField("version")
                + " "
                + event.getField("defect");
    }
}
