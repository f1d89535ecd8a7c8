package io.flinklab.data.flink;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a file counts as complete: it was moved to its name, is on an object store, or has kept its
 * size and time for a while; for five times as long if its last line has no end.
 *
 * @param settle that while, as seen from here; at 0 each file counts as complete
 * @param changed what becomes of one that changes later
 */
record SettleRule(Duration settle, ChangedFile changed) implements Serializable {
    private static final int CUT = 5;

    /** For files that the caller says are there. */
    static final SettleRule AT_ONCE = new SettleRule(Duration.ZERO, ChangedFile.REJECT);

    long nanos(FoundFile.State state) {
        return switch (state) {
            case WHOLE -> 0;
            case GROWING -> settle.toNanos();
            case CUT -> CUT * settle.toNanos();
        };
    }
}
