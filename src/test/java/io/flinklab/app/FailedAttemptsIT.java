package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.training.TrainingException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.operators.coordination.TaskNotRunningException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.DiscardingSink;
import org.apache.flink.util.FlinkException;
import org.junit.jupiter.api.Test;

class FailedAttemptsIT {
    private static final Exception LOST =
            new ExecutionException(
                    new FlinkException(
                            "An OperatorEvent was lost",
                            new TaskNotRunningException("Task is not running, but FAILED")));

    @Test
    void shouldTellWhatAnotherAttemptFailedOf() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(1)) {
            JobClient job = failing(cluster, LOST, new IllegalStateException("in a chain", told()));
            assertThatThrownBy(job.getJobExecutionResult()::get);

            FailedAttempts attempts = FailedAttempts.of(job.getJobID(), cluster.webUi());

            assertThat(attempts.reason())
                    .hasValue(TrainingException.class.getName() + ": one\nlabel");
            assertThat(StreamException.failed(LOST, attempts))
                    .isInstanceOf(StreamException.class)
                    .hasMessage("The stream has failed: one\nlabel. --debug shows where.");
        }
    }

    @Test
    void shouldTellTheBottomOfWhatIsNotItsOwn() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(1)) {
            JobClient job = failing(cluster, new RuntimeException(new IOException("reset")), LOST);
            assertThatThrownBy(job.getJobExecutionResult()::get);

            assertThat(FailedAttempts.of(job.getJobID(), cluster.webUi()).reason())
                    .hasValue("java.io.IOException: reset");
            assertThat(FailedAttempts.of(new JobID(), cluster.webUi()).reason()).isEmpty();
        }
    }

    private static TrainingException told() {
        return new TrainingException("one\nlabel", new IOException("below"));
    }

    /** A job whose two attempts fail of these. */
    private static JobClient failing(EmbeddedCluster cluster, Exception first, Exception second)
            throws Exception {
        StreamExecutionEnvironment environment = cluster.environment();
        environment.setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 0));
        environment.fromElements(0).map(new Failing(first, second)).addSink(new DiscardingSink<>());
        return environment.executeAsync();
    }

    private static final class Failing extends RichMapFunction<Integer, Integer> {
        private static final long serialVersionUID = 1;
        private final Exception first;
        private final Exception second;

        Failing(Exception first, Exception second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public Integer map(Integer row) throws Exception {
            throw getRuntimeContext().getAttemptNumber() == 0 ? first : second;
        }
    }
}
