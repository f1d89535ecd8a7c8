package io.flinklab.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What a stage has to know of all training rows before it is fitted. */
interface StageStatistics {
    /** Takes the columns of one more row. */
    void add(FeatureRow row);

    /** Adds what a part of the rows gave that {@link #write} wrote; it comes after this part. */
    void merge(DataInput other) throws IOException;

    /** Writes what {@link #merge} adds. */
    void write(DataOutput out) throws IOException;

    /**
     * The fitted stage.
     *
     * @throws IllegalArgumentException the rows do not fit the stage
     */
    FittedStage fitted();
}
