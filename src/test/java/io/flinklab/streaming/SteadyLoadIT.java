package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicReader;
import io.flinklab.kit.TwoTaskManagers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** 200,000 customers at 5,000 a second and more, while models are published. */
class SteadyLoadIT {
    private static final int ROWS = 200_000;
    private static final int ROWS_A_SECOND = 5_500;
    private static final double LEAST_ROWS_A_SECOND = 5_000;
    private static final int RELOADS = 20;
    private static final int PARTITIONS = 4;

    /** So many rows of each partition are out in a version before the next one is published. */
    private static final int ROWS_A_VERSION = 2;

    @RegisterExtension static final Kafka KAFKA = new Kafka();

    @TempDir private Path store;

    @Test
    void shouldScoreEachCustomerOnceWithVersionsThatOnlyGoForward() throws Exception {
        KAFKA.createTopic("steady-customers", PARTITIONS);
        KAFKA.createTopic("steady-scores", PARTITIONS);
        KAFKA.createTopic("steady-rejects", 1);
        LiveModels models = LiveModels.in(store);
        models.publish();
        StreamLoad load = new StreamLoad(KAFKA.servers(), "steady-customers", PARTITIONS, ROWS);
        ScoreLedger ledger = new ScoreLedger(load);
        try (TwoTaskManagers flink = TwoTaskManagers.start();
                TopicReader scores = new TopicReader(KAFKA.servers(), "steady-scores")) {
            StreamExecutionEnvironment environment = flink.environment();
            KafkaScoring.build(environment, KAFKA.servers(), "steady", store);
            JobClient job = environment.executeAsync();
            CompletableFuture<Void> written = load.start(ROWS_A_SECOND);
            while (!written.isDone()) {
                ledger.update(scores.readToEnd());
                if (ledger.has(models.store().current(), ROWS_A_VERSION)) {
                    models.publish();
                }
            }
            assertThat(flink.rest().hosts(job.getJobID())).hasSize(2);
            written.join();
            // Of the load, not of the job: less would prove less.
            assertThat(load.rowsPerSecond()).isGreaterThanOrEqualTo(LEAST_ROWS_A_SECOND);
            ledger.update(scores.readAtLeast(ROWS));
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
            job.cancel().get();
        }

        ledger.requireEachRowOnce();
        ledger.requireOrderWithinEachCustomer();
        ledger.requirePlainScores(models.store());
        ledger.requireAnotherScoreFromEachVersion();
        assertThat(models.store().versions()).hasSizeGreaterThan(RELOADS + 1);
        // The last version may have come when the last rows had gone.
        models.store()
                .versions()
                .subList(0, models.store().versions().size() - 1)
                .forEach(ledger::requireTwoRowsAPartition);
        try (TopicReader rejects = new TopicReader(KAFKA.servers(), "steady-rejects")) {
            assertThat(rejects.readToEnd()).isEmpty();
        }
    }
}
