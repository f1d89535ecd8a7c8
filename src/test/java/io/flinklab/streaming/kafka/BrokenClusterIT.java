package io.flinklab.streaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.kit.ClusterRest;
import io.flinklab.kit.FlinkCluster;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of processes that loses one. */
class BrokenClusterIT {
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    @TempDir Path directory;

    @Test
    void aKilledTaskManagerCostsNoRecordAndDoublesNone() throws Exception {
        KAFKA.createTopic("texts", 2);
        KAFKA.createTopic("copies", 2);
        List<String> texts = IntStream.range(0, 12_000).mapToObj(i -> "text " + i).toList();
        try (FlinkCluster cluster = FlinkCluster.start();
                TopicWriter writer = new TopicWriter(KAFKA.servers(), "texts")) {
            ClusterRest rest = cluster.rest();
            StreamExecutionEnvironment environment = cluster.environment(CopyJob.class);
            CopyJob.define(environment, KAFKA.servers(), "texts", "copies");
            JobID job = environment.executeAsync("copy").getJobID();
            rest.await("tasks of " + job, () -> rest.runs(job));
            writer.write(texts.subList(0, 4_000));
            int completed = rest.completedCheckpoints(job);
            rest.await("checkpoints", () -> rest.completedCheckpoints(job) > completed + 1);
            Set<String> hosts = rest.hosts(job);
            assertThat(hosts).hasSize(2);

            Thread load = new Thread(() -> writer.write(texts.subList(4_000, 8_000), 2_000));
            load.start();
            cluster.killTaskManager(hosts.iterator().next());
            cluster.startTaskManager();
            rest.await("a restore", () -> rest.restoredCheckpoints(job) > 0);
            rest.await("tasks of " + job, () -> rest.runs(job));
            load.join();
            writer.write(texts.subList(8_000, 12_000));

            CopyJob.assertCopied(texts, KAFKA.servers(), "copies");
            assertThat(rest.restoredCheckpoints(job)).isPositive();
            assertThat(rest.stopWithSavepoint(job, directory.toUri())).startsWith("file:");
            CopyJob.assertCopied(texts, KAFKA.servers(), "copies");
        }
    }
}
