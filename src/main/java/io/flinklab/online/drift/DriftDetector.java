package io.flinklab.online.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Looks at values one by one, as at a column's or at the errors of predictions, and says when they
 * are no longer what they were. After an alarm it begins anew. What it says is a function of its
 * options and of the values in their order. For one thread.
 */
public sealed interface DriftDetector permits Adwin, Ddm, Kswin, PageHinkley {

    /**
     * Takes the next value.
     *
     * @return whether it gives the alarm
     * @throws IllegalArgumentException the value is not finite, or not one that the detector is
     *     for; then nothing has changed
     */
    boolean update(double value);

    /**
     * What gave the alarm that {@link #update} has just given; otherwise it means nothing. It is
     * not written.
     */
    Evidence evidence();

    /** Writes all that it has learned since it began. */
    void write(DataOutput out) throws IOException;

    /** Goes on from what a detector with the same options wrote. */
    void restore(DataInput in) throws IOException;
}
