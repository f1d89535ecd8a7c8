package io.flinklab.training.network;

import io.flinklab.data.SplitMix64;
import java.io.Serializable;

/**
 * What is drawn for each row. Every lot depends on the seed and the row's keys alone: no subtask
 * has to know the rows of the others, and neither their order nor the parallelism matters.
 */
record SeededAssignment(long seed) implements Serializable {
    private static final long VALIDATION = -1;

    /** Whether a row only tells when to stop. All rows of a customer do the same. */
    boolean validates(NetworkRow row, double share) {
        return SplitMix64.unit(draw(VALIDATION, row.customer)) < share;
    }

    /**
     * The batch of a row in one epoch.
     *
     * @param epoch from 0
     * @param batches how many there are
     */
    int batch(NetworkRow row, int epoch, int batches) {
        long bits = SplitMix64.mixed(draw(epoch, row.customer) + row.number);
        return (int) (SplitMix64.unit(bits) * batches);
    }

    /** Of one of several independent streams, the element of a key. */
    private long draw(long stream, long key) {
        return SplitMix64.mixed(SplitMix64.mixed(SplitMix64.mixed(seed) + stream) + key);
    }
}
