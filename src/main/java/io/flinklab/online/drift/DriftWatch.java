package io.flinklab.online.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What looks at the rows of a stream and gives alarms. For one thread. */
public sealed interface DriftWatch permits InputDrift, ScoreDrift, OutcomeDrift {

    /** Writes all that it knows. */
    void write(DataOutput out) throws IOException;

    /**
     * Goes on from what was written. Where it compared with other training rows, its window begins
     * anew.
     */
    void restore(DataInput in) throws IOException;
}
