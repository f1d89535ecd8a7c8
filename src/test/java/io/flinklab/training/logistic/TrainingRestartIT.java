package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRestartIT {
    private static final Settings SETTINGS = new Settings(1, 100, 0, true, "none", "newton");
    private static final List<WeightedRow> ROWS = SyntheticRows.of(2000, 390, 4);

    @TempDir private Path checkpoints;

    @Test
    void shouldGoOnFromACheckpointAfterAFailure() throws Exception {
        LogisticModelData expected = PlainTraining.train(ROWS, SETTINGS);

        // A busy machine may finish training before it finishes a checkpoint.
        for (int attempt = 0; attempt < 5 && !FailOnce.failed.get(); attempt++) {
            FailOnce.restored.set(false);
            assertThat(train())
                    .extracting(step -> step.objective)
                    .containsExactly(
                            Arrays.stream(expected.objectives).boxed().toArray(Double[]::new));
        }

        assertThat(FailOnce.failed).isTrue();
        assertThat(FailOnce.restored).isTrue();
    }

    private List<TrainingStep> train() throws Exception {
        LogisticTables flink = new LogisticTables(2);
        flink.env.enableCheckpointing(10);
        flink.env.getCheckpointConfig().setCheckpointStorage(checkpoints.toUri());
        flink.env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 0));
        return new PenalizedLogisticRegression()
                .setReg(1.0)
                .setTol(0.0)
                .fit(flink.table(ROWS))
                .trainingSteps()
                .orElseThrow()
                .map(new FailOnce())
                .setParallelism(1)
                .executeAndCollect("steps", 200);
    }

    /** Fails at the first step that comes after a checkpoint of training that had begun. */
    private static final class FailOnce
            implements MapFunction<TrainingStep, TrainingStep>,
                    CheckpointedFunction,
                    CheckpointListener {
        private static final AtomicBoolean failed = new AtomicBoolean();
        private static final AtomicBoolean restored = new AtomicBoolean();
        private boolean begun;
        private long firstCheckpoint = Long.MAX_VALUE;
        private boolean kept;

        @Override
        public TrainingStep map(TrainingStep step) {
            begun = true;
            if (kept && failed.compareAndSet(false, true)) {
                throw new IllegalStateException("planned failure at " + step);
            }
            return step;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            if (begun) {
                firstCheckpoint = Math.min(firstCheckpoint, context.getCheckpointId());
            }
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            kept |= checkpoint >= firstCheckpoint;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            restored.set(restored.get() || context.isRestored());
        }
    }
}
