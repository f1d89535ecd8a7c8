package io.flinklab.training.rounds;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Passes a training's steps on, at parallelism 1; fails once, at the first step after a checkpoint
 * that was taken in the midst of training. One training at a time in a process.
 */
public final class FailOnce<P>
        implements MapFunction<P, P>, CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1;

    private static volatile boolean failed;
    private static volatile boolean restored;
    private static volatile int seen;
    private static volatile int seenBefore;

    private boolean begun;
    private long firstCheckpoint = Long.MAX_VALUE;
    private boolean kept;

    /** For a new training, which forgets what was before. */
    public FailOnce() {
        failed = false;
        restored = false;
        seen = 0;
    }

    /** Whether it failed, and training went on from a checkpoint. */
    public static boolean hasGoneOn() {
        return failed && restored;
    }

    /** How many steps passed since the failure: those of the whole training only from its start. */
    public static int seenSinceFailure() {
        return seen - seenBefore;
    }

    @Override
    public P map(P step) {
        begun = true;
        seen++;
        if (kept && !failed) {
            failed = true;
            seenBefore = seen;
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
        restored |= context.isRestored();
    }
}
