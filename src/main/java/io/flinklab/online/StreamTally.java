package io.flinklab.online;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How many rows of a stream a learner has seen. Immutable.
 *
 * @param rows all that came
 * @param rejects those that have no score
 * @param learned those that had a score and a label
 */
record StreamTally(long rows, long rejects, long learned) {
    /** Of a stream that has not begun. */
    static final StreamTally NOTHING = new StreamTally(0, 0, 0);

    StreamTally withReject() {
        return new StreamTally(rows + 1, rejects + 1, learned);
    }

    StreamTally withScored() {
        return new StreamTally(rows + 1, rejects, learned);
    }

    /** A scored row is learned from. */
    StreamTally withLearned() {
        return new StreamTally(rows, rejects, learned + 1);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(rows);
        out.writeLong(rejects);
        out.writeLong(learned);
    }

    static StreamTally read(DataInput in) throws IOException {
        return new StreamTally(in.readLong(), in.readLong(), in.readLong());
    }
}
