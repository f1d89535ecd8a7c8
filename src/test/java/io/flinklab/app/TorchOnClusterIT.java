package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.Runtimes;
import io.flinklab.interchange.torch.Torch;
import io.flinklab.kit.CollectedRows;
import io.flinklab.kit.FlinkCluster;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A native library has one class loader in a process, and each job has a new one: the library's
 * jars belong to the cluster.
 */
class TorchOnClusterIT {
    private static final FittedPipeline TUNED = SamplePipelines.tuned(UnseenCategory.KEEP);

    @TempDir Path directory;

    @Test
    void shouldRunOneJobAfterTheOtherInTheSameProcesses() throws Exception {
        PackagedJar.require();
        Torch.require();
        ServedModel model = ServedModel.of(StoreFixture.publish(ModelStore.at(directory), TUNED));
        try (FlinkCluster cluster = FlinkCluster.start(1, 2, Map.of(), Torch.jars())) {
            Map<String, Long> processes = cluster.pids();

            for (int submission = 0; submission < 2; submission++) {
                requireAllScored(scores(cluster.environment(), model));
            }

            assertThat(cluster.pids()).isEqualTo(processes);
        }
    }

    private static List<Row> scores(StreamExecutionEnvironment environment, ServedModel model)
            throws Exception {
        environment.setParallelism(2);
        try (CollectedRows rows =
                CollectedRows.of(
                        new ScoringJob(
                                        environment,
                                        MessageSource.files(
                                                Churn.SCHEMA,
                                                TestData.SHIPPED
                                                        .file()
                                                        .toAbsolutePath()
                                                        .toString()))
                                .score(model, new ScoringOptions(Runtimes.TORCH, 256))
                                .scores())) {
            return rows.rest();
        }
    }

    private static void requireAllScored(List<Row> rows) {
        Scorer plain = Scorer.of(Churn.SCHEMA, TUNED);
        List<Example> customers = TestData.SHIPPED.customers();
        assertThat(rows).hasSameSizeAs(customers);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).<Long>getFieldAs(0)).isEqualTo(customers.get(i).key());
            assertThat(rows.get(i).<Double>getFieldAs(1))
                    .isCloseTo(plain.score(customers.get(i)), within(1e-12));
        }
    }
}
