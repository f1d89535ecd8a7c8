package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cells define is tried with the real kernel: environment/notebooks/test_kernel.py. */
class NotebookClusterIT {
    private final int defaultParallelism = StreamExecutionEnvironment.getDefaultLocalParallelism();

    @BeforeEach
    void beInANotebook() {
        NotebookCluster.enable();
    }

    @AfterEach
    void beNoNotebook() {
        NotebookCluster.disable();
        StreamExecutionEnvironment.setDefaultLocalParallelism(defaultParallelism);
    }

    @Test
    void shouldRunLocalEnvironmentsOnTheClusterInUse() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(2)) {
            NotebookCluster.use(cluster);

            assertThat(sum(StreamExecutionEnvironment.getExecutionEnvironment())).isEqualTo(10);
            assertThat(sum(StreamExecutionEnvironment.createLocalEnvironment())).isEqualTo(10);
            assertThat(cluster.jobs()).isEqualTo(2);
        }
    }

    @Test
    void shouldRefuseAJobThatWouldWaitForSlotsInVain() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(2)) {
            NotebookCluster.use(cluster);

            assertThatThrownBy(() -> sum(StreamExecutionEnvironment.createLocalEnvironment(5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "This cluster has 2 slots; the job's parallelism is 5. Set 2 or less.");
        }
    }

    @Test
    void shouldTellWhereTheWebUiIs() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(1)) {
            NotebookCluster.use(cluster);
            StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);

            sum(env);

            assertThat(env.getConfiguration().get(RestOptions.PORT))
                    .isEqualTo(cluster.webUi().getPort());
        }
    }

    @Test
    void shouldTellHowToGoOnAfterTheClusterWasClosed() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        try (EmbeddedCluster cluster = EmbeddedCluster.start(1)) {
            NotebookCluster.use(cluster);
            sum(env);
        }

        assertThatThrownBy(() -> sum(env))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was closed")
                .hasMessageContaining("run the cell with Lesson.in(\"..\") again");
        try (EmbeddedCluster next = EmbeddedCluster.start(1)) {
            NotebookCluster.use(next);

            assertThat(sum(env)).isEqualTo(10);
        }
    }

    @Test
    void shouldLeaveLocalEnvironmentsToFlinkOutsideANotebook() throws Exception {
        NotebookCluster.disable();
        try (EmbeddedCluster cluster = EmbeddedCluster.start(1)) {
            NotebookCluster.use(cluster);

            assertThat(sum(StreamExecutionEnvironment.createLocalEnvironment(1))).isEqualTo(10);
            assertThat(cluster.jobs()).isZero();
        }
    }

    private static long sum(StreamExecutionEnvironment env) throws Exception {
        List<Long> values = env.fromSequence(0, 4).executeAndCollect(10);
        return values.stream().mapToLong(value -> value).sum();
    }
}
