package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.DiscardingSink;
import org.junit.jupiter.api.Test;

class EmbeddedClusterIT {

    @Test
    void shouldReturnFromExecuteWhenTheJobHasEnded() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(1)) {
            StreamExecutionEnvironment environment = cluster.environment();
            environment.fromSequence(1, 3).addSink(new DiscardingSink<>());

            JobExecutionResult result = environment.execute();

            assertThat(result.isJobExecutionResult()).isTrue();
        }
    }

    @Test
    void shouldTellWhyItCannotStart() {
        ClusterStart start = ClusterStart.of(-1, new Configuration());

        assertThatThrownBy(start::await)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cluster did not start");
        assertThatCode(start::stop).doesNotThrowAnyException();
    }
}
