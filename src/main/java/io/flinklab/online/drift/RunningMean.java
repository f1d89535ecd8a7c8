package io.flinklab.online.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The mean of the values so far. */
final class RunningMean {
    private long count;
    private double mean;

    void add(double value) {
        count++;
        mean += 1.0 / count * (value - mean);
    }

    long count() {
        return count;
    }

    double get() {
        return mean;
    }

    void reset() {
        count = 0;
        mean = 0;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(count);
        out.writeDouble(mean);
    }

    void restore(DataInput in) throws IOException {
        count = in.readLong();
        mean = in.readDouble();
    }
}
