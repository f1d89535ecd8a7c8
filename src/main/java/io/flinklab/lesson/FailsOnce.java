package io.flinklab.lesson;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.types.Row;

/**
 * Passes rows on and fails once, at parallelism 1: at a given row, or later if no checkpoint is
 * complete by then. One job at a time in a process.
 */
public final class FailsOnce implements MapFunction<Row, Row>, CheckpointListener {
    private static final long serialVersionUID = 1L;

    private static volatile boolean failed;

    private final int row;
    private int passed;
    private boolean kept;

    /**
     * For a new job.
     *
     * @param row the first one that may fail, from 1 on
     */
    public FailsOnce(int row) {
        this.row = row;
        failed = false;
    }

    /** Whether the last job failed. */
    public static boolean hasFailed() {
        return failed;
    }

    @Override
    public Row map(Row next) throws InterruptedException {
        passed++;
        if (failed || passed < row) {
            return next;
        } else if (kept) {
            failed = true;
            throw new IllegalStateException("planned failure at row " + passed);
        }
        // Otherwise all rows may have passed before a checkpoint is complete.
        Thread.sleep(1);
        return next;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        kept |= passed > 0;
    }
}
