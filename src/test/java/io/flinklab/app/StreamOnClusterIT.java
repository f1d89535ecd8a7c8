package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.kit.ClusterRest;
import io.flinklab.kit.FlinkCluster;
import io.flinklab.kit.Kafka;
import io.flinklab.streaming.LiveModels;
import io.flinklab.streaming.ScoredLoad;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The stream that the command line submits to a cluster of processes, which loses one. */
class StreamOnClusterIT {
    private static final int PARTITIONS = 4;
    private static final int ROWS_A_SECOND = 1_500;

    @RegisterExtension static final Kafka KAFKA = new Kafka();

    @TempDir Path directory;

    @Test
    void aKilledTaskManagerCostsNoScoreAndBringsNoOldModelBack() throws Exception {
        PackagedJar.require();
        KAFKA.createTopic("cluster-customers", PARTITIONS);
        KAFKA.createTopic("cluster-scores", PARTITIONS);
        KAFKA.createTopic("cluster-scores-rejects", 1);
        LiveModels models = LiveModels.in(directory.resolve("models"));
        models.publish();
        try (FlinkCluster cluster = FlinkCluster.start();
                StreamProcess stream = submit(cluster.rest().port());
                ScoredLoad load =
                        ScoredLoad.start(KAFKA.servers(), "cluster", PARTITIONS, ROWS_A_SECOND)) {
            load.awaitScoresOf("v000001");
            models.publish();
            load.awaitScoresOf("v000002");
            models.publish();
            load.awaitScoresOf("v000003");
            models.store().rollback();
            load.awaitScoresOf("v000002");

            ClusterRest rest = cluster.rest();
            JobID job = rest.onlyJob();
            Set<String> hosts = rest.hosts(job);
            assertThat(hosts).hasSize(2);
            cluster.killTaskManager(hosts.iterator().next());
            rest.await("a restore", () -> rest.restoredCheckpoints(job) > 0);
            load.awaitScoresOf("v000002");
            models.store().unpin();
            models.publish();
            load.awaitScoresOf("v000004");

            load.finish();
            assertThat(rest.restoredCheckpoints(job)).isPositive();
            stream.terminate();
            assertThat(stream.exitCode()).isZero();
            assertThat(stream.output()).contains("stopped; the same command goes on from ");
            load.requireOnce(models.store());
        }
    }

    private StreamProcess submit(int port) throws Exception {
        String topic = "kafka://" + KAFKA.servers() + "/cluster-";
        return StreamProcess.start(
                directory,
                Map.of(),
                "stream",
                "--cluster",
                "127.0.0.1:" + port,
                "--source",
                topic + "customers?format=json&group=cluster",
                "--sink",
                topic + "scores",
                "--store",
                "models",
                "--reload",
                "every=200ms",
                "--batch",
                "32",
                "--checkpoint",
                "500ms",
                "--state",
                directory.resolve("state").toString());
    }
}
