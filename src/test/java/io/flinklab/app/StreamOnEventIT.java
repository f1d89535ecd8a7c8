package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicWriter;
import io.flinklab.streaming.LiveModels;
import io.flinklab.streaming.ScoredLoad;
import io.flinklab.streaming.kafka.ModelEvent;
import io.flinklab.streaming.kafka.ModelTopic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The third way to another model: by a topic's events, the clock being an hour's. */
class StreamOnEventIT {
    private static final int PARTITIONS = 2;
    private static final int ROWS_A_SECOND = 1_500;

    @RegisterExtension static final Kafka KAFKA = new Kafka();

    @TempDir Path directory;
    private final String topics = "kafka://" + KAFKA.servers() + "/event-";
    private final ModelTopic notifier = ModelTopic.at(topics + "models");

    @Test
    void whoeverChangesTheStoreTellsTheStream() throws Exception {
        PackagedJar.require();
        KAFKA.createTopic("event-customers", PARTITIONS);
        KAFKA.createTopic("event-scores", PARTITIONS);
        KAFKA.createTopic("event-scores-rejects", 1);
        KAFKA.createTopic("event-models", 1);
        LiveModels models = LiveModels.in(directory.resolve("models"));
        models.publish();
        try (StreamProcess stream = start();
                ScoredLoad load =
                        ScoredLoad.start(KAFKA.servers(), "event", PARTITIONS, ROWS_A_SECOND)) {
            load.awaitScoresOf("v000001");
            awaitListening(stream);

            models.publish();
            models.publish();
            notifier.send(ModelEvent.Action.PUBLISH, "v000003");
            load.awaitScoresOf("v000003");
            change("pin", "v000001");
            load.awaitScoresOf("v000001");
            change("unpin");
            load.awaitScoresOf("v000003");
            change("rollback");
            load.awaitScoresOf("v000002");
            load.finish();
            stream.terminate();
            assertThat(stream.exitCode()).isZero();
            load.requireOnce(models.store());
        }
    }

    /**
     * What is sent before the stream listens is lost; what is no event makes it look at nothing.
     */
    private static void awaitListening(StreamProcess stream) throws Exception {
        try (TopicWriter writer = new TopicWriter(KAFKA.servers(), "event-models")) {
            Eventually.holds(
                    "the stream listens",
                    () -> {
                        writer.write(List.of("{\"action\":"));
                        return stream.output().contains("found text that is no JSON");
                    });
        }
    }

    private void change(String... command) {
        List<Object> arguments = new ArrayList<>(List.of("models"));
        arguments.addAll(List.of(command));
        arguments.addAll(List.of("--store", directory.resolve("models")));
        arguments.addAll(List.of("--notify", topics + "models"));
        Cli.run(arguments.toArray()).succeeds();
    }

    private StreamProcess start() throws Exception {
        return StreamProcess.start(
                directory,
                Map.of(),
                "stream",
                "--source",
                topics + "customers?format=json&group=event",
                "--sink",
                topics + "scores",
                "--store",
                "models",
                "--reload",
                "every=1h,on-event=" + topics + "models",
                "--checkpoint",
                "500ms");
    }
}
