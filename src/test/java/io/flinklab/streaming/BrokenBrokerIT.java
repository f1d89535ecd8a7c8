package io.flinklab.streaming;

import io.flinklab.app.Lab;
import io.flinklab.kit.KafkaBroker;
import java.nio.file.Path;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker that goes away and comes back while the job reads from it and writes to it. */
class BrokenBrokerIT {
    private static final int PARTITIONS = 2;
    private static final int ROWS_A_SECOND = 1_500;

    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void aKilledAndAStoppedBrokerCostNoScoreAndDoubleNone() throws Exception {
        Path store = LAB.newDirectory();
        LiveModels models = LiveModels.in(store);
        models.publish();
        try (KafkaBroker broker = KafkaBroker.start()) {
            broker.createTopic("broken-customers", PARTITIONS);
            broker.createTopic("broken-scores", PARTITIONS);
            broker.createTopic("broken-rejects", 1);
            StreamExecutionEnvironment environment = LAB.cluster().environment();
            KafkaScoring.build(environment, broker.servers(), "broken", store);
            JobClient job = environment.executeAsync("scores through a broken broker");
            try (ScoredLoad load =
                    ScoredLoad.start(broker.servers(), "broken", PARTITIONS, ROWS_A_SECOND)) {
                load.awaitScoresOf("v000001");
                broker.kill();
                models.publish();
                broker.restart();
                load.awaitScoresOf("v000002");
                broker.stop();
                models.publish();
                broker.restart();
                load.awaitScoresOf("v000003");
                load.finish();
                load.requireOnce(models.store());
            } finally {
                job.cancel().get();
            }
        }
    }
}
