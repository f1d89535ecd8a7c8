package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkRestartIT {
    private static final NetworkOptions OPTIONS =
            new NetworkOptions(2, List.of(8), 0.01, 32, 40, 40, 0.2, 0.01, 0.9, 5);
    private static final List<NetworkRow> ROWS = SyntheticNetworkRows.of(600, 5, 2);

    @TempDir private Path checkpoints;

    @BeforeAll
    static void needsTorch() {
        Torch.require();
    }

    @Test
    void shouldGoOnFromACheckpointAfterAFailure() throws Exception {
        PlainNetworkTraining undisturbed = PlainNetworkTraining.of(ROWS, OPTIONS);

        // A busy machine may finish training before it finishes a checkpoint.
        for (int attempt = 0; attempt < 5 && !FailOnce.failed.get(); attempt++) {
            FailOnce.restored.set(false);
            FailOnce.seen.set(0);
            assertThat(train().values).isEqualTo(undisturbed.parameters());
        }

        assertThat(FailOnce.failed).isTrue();
        assertThat(FailOnce.restored).isTrue();
        // From the beginning it would be all that were seen before, and 40 again.
        assertThat(FailOnce.seen.get())
                .isGreaterThanOrEqualTo(OPTIONS.epochs())
                .isLessThan(FailOnce.seenBefore.get() + OPTIONS.epochs());
    }

    private NetworkParameters train() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.getConfig().disableGenericTypes();
        env.enableCheckpointing(10);
        env.getCheckpointConfig().setCheckpointStorage(checkpoints.toUri());
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 0));
        NetworkFit fit = NetworkFit.ofRead(env.fromCollection(ROWS), OPTIONS);
        Iterator<NetworkParameters> parameters = fit.parameters().collectAsync();
        fit.curve()
                .map(new FailOnce(), TypeInformation.of(EpochLoss.class))
                .setParallelism(1)
                .executeAndCollect("curve", OPTIONS.epochs() + 1);
        List<NetworkParameters> all = new ArrayList<>();
        parameters.forEachRemaining(all::add);
        return NetworkParameters.whole(all);
    }

    /**
     * Fails once, at the first epoch after a checkpoint that was taken in the midst of training.
     */
    private static final class FailOnce
            implements MapFunction<EpochLoss, EpochLoss>, CheckpointedFunction, CheckpointListener {
        private static final AtomicBoolean failed = new AtomicBoolean();
        private static final AtomicBoolean restored = new AtomicBoolean();
        private static final AtomicInteger seen = new AtomicInteger();
        private static final AtomicInteger seenBefore = new AtomicInteger();
        private boolean begun;
        private long firstCheckpoint = Long.MAX_VALUE;
        private boolean kept;

        @Override
        public EpochLoss map(EpochLoss epoch) {
            begun = true;
            seen.incrementAndGet();
            if (kept && failed.compareAndSet(false, true)) {
                seenBefore.set(seen.get());
                throw new IllegalStateException("planned failure at " + epoch);
            }
            return epoch;
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
