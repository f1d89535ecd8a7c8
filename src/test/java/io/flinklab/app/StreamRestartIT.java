package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.kit.Kafka;
import io.flinklab.streaming.LiveModels;
import io.flinklab.streaming.ScoredLoad;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The first way to a newer model: the same command again, after a stop and after a kill. */
class StreamRestartIT {
    private static final int PARTITIONS = 4;
    private static final int ROWS_A_SECOND = 1_500;

    @RegisterExtension static final Kafka KAFKA = new Kafka();

    @TempDir Path directory;

    @Test
    void theSameCommandGoesOnWithTheNewerModel() throws Exception {
        PackagedJar.require();
        KAFKA.createTopic("restart-customers", PARTITIONS);
        KAFKA.createTopic("restart-scores", PARTITIONS);
        KAFKA.createTopic("restart-scores-rejects", 1);
        LiveModels models = LiveModels.in(directory.resolve("models"));
        models.publish();
        try (ScoredLoad load =
                ScoredLoad.start(KAFKA.servers(), "restart", PARTITIONS, ROWS_A_SECOND)) {
            try (StreamProcess stream = start()) {
                load.awaitScoresOf("v000001");
                stream.terminate();
                assertThat(stream.exitCode()).isZero();
                assertThat(stream.output())
                        .contains("stopped; the same command goes on from ", "/state/savepoints/");
            }
            models.publish();
            try (StreamProcess stream = start()) {
                assertThat(stream.restoredFrom()).contains("/state/savepoints/");
                load.awaitScoresOf("v000002");
                stream.kill();
            }
            models.publish();
            try (StreamProcess stream = start()) {
                assertThat(stream.restoredFrom()).contains("/state/checkpoints/");
                load.awaitScoresOf("v000003");
                load.finish();
                stream.terminate();
                assertThat(stream.exitCode()).isZero();
            }
            load.requireOnce(models.store());
        }
    }

    private StreamProcess start() throws Exception {
        String topic = "kafka://" + KAFKA.servers() + "/restart-";
        return StreamProcess.start(
                directory,
                Map.of(),
                "stream",
                "--source",
                topic + "customers?format=json&group=restart",
                "--sink",
                topic + "scores",
                "--store",
                "models",
                "--batch",
                "32",
                "--checkpoint",
                "500ms",
                "--state",
                "state");
    }
}
