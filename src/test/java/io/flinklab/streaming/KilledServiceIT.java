package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.app.ServeProcess;
import io.flinklab.kit.ClusterRest;
import io.flinklab.kit.Kafka;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job from topic to topic whose scoring service is killed, and comes back with a newer model. */
class KilledServiceIT {
    private static final int PARTITIONS = 2;
    private static final int ROWS_A_SECOND = 1_500;

    @RegisterExtension static final Lab LAB = new Lab();
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    private final Path store = LAB.newDirectory().resolve("models");

    @Test
    void aKilledServiceCostsNoScoreAndDoublesNone() throws Exception {
        KAFKA.createTopic("asking-customers", PARTITIONS);
        KAFKA.createTopic("asking-scores", PARTITIONS);
        KAFKA.createTopic("asking-rejects", 1);
        LiveModels models = LiveModels.in(store);
        models.publish();
        ServeProcess service = serve(0);
        JobClient job = submit(service.uri());
        try (ScoredLoad load =
                ScoredLoad.start(KAFKA.servers(), "asking", PARTITIONS, ROWS_A_SECOND)) {
            load.awaitScoresOf("v000001");
            service.close();
            models.publish();
            service = serve(service.uri().getPort());
            load.awaitScoresOf("v000002");
            requireMetrics(job.getJobID());
            load.finish();
            assertThat(rest().restoredCheckpoints(job.getJobID())).isPositive();
            load.requireOnce(models.store());
        } finally {
            job.cancel().get();
            service.close();
        }
    }

    /** A job that tries once, so that a service that is away fails it. */
    private static JobClient submit(URI service) throws Exception {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.setRestartStrategy(RestartStrategies.fixedDelayRestart(1000, 20));
        KafkaScoring.buildAsking(
                environment,
                KAFKA.servers(),
                "asking",
                RemoteOptions.of(service).retrying(1, Duration.ZERO));
        return environment.executeAsync("scores by a service that is killed");
    }

    private static void requireMetrics(JobID job) throws Exception {
        ClusterRest rest = rest();
        rest.await(
                "the service's new model is told",
                () -> Set.copyOf(rest.texts(job, "modelVersion")).equals(Set.of("v000002")));
        assertThat(rest.metric(job, "scoringMicros_p99")).isPositive();
        assertThat(rest.metric(job, "scored")).isPositive();
    }

    private ServeProcess serve(int port) throws Exception {
        return ServeProcess.start("--store", store, "--port", port, "--reload", "never");
    }

    private static ClusterRest rest() throws Exception {
        URI ui = LAB.cluster().webUi();
        return new ClusterRest(ui.getHost(), ui.getPort());
    }
}
