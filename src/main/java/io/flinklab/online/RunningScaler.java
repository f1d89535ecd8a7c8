package io.flinklab.online;

import io.flinklab.features.FeatureVector;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Features less their mean, over their standard deviation, of the rows so far: x to (x - mean) /
 * std, or 0 where std is 0. The deviation is that of the rows themselves, not of a sample. Means
 * and variances follow each row by Welford's method. For one thread.
 */
public final class RunningScaler {
    private final double[] mean;
    private final double[] variance;
    private final double[] row;
    private final FeatureVector scaled;
    private long rows;

    /** A scaler of so many features, which has seen no row. */
    public RunningScaler(int features) {
        mean = new double[features];
        variance = new double[features];
        row = new double[features];
        scaled = FeatureVector.of(row);
    }

    /**
     * A scaler that goes on from what is known of so many rows.
     *
     * @param deviations of the rows as a sample, as {@link #sampleDeviations} gives them
     */
    static RunningScaler startingAt(double[] means, double[] deviations, long rows) {
        RunningScaler scaler = new RunningScaler(means.length);
        scaler.rows = rows;
        for (int i = 0; i < means.length; i++) {
            scaler.mean[i] = means[i];
            scaler.variance[i] = deviations[i] * deviations[i] * (rows - 1) / rows;
        }
        return scaler;
    }

    /** Takes a row into the means and variances. */
    public void learn(FeatureVector features) {
        read(features);
        rows++;
        for (int i = 0; i < row.length; i++) {
            double old = mean[i];
            mean[i] += (row[i] - old) / rows;
            variance[i] += ((row[i] - old) * (row[i] - mean[i]) - variance[i]) / rows;
        }
    }

    /** The scaled features. The next call, of this or of {@link #learn}, fills them again. */
    public FeatureVector scale(FeatureVector features) {
        read(features);
        for (int i = 0; i < row.length; i++) {
            row[i] = variance[i] == 0 ? 0 : (row[i] - mean[i]) / Math.sqrt(variance[i]);
        }
        return scaled;
    }

    private void read(FeatureVector features) {
        if (features.size() != row.length) {
            throw new IllegalArgumentException(
                    "Expected %s features; found %s.".formatted(row.length, features.size()));
        }
        features.copyTo(row, 0);
    }

    /** One for each feature, in a new array. */
    public double[] means() {
        return mean.clone();
    }

    /** One for each feature, in a new array. */
    public double[] deviations() {
        return Arrays.stream(variance).map(Math::sqrt).toArray();
    }

    /** Rows that it has learned. */
    long rows() {
        return rows;
    }

    /**
     * As Flink ML's StandardScaler has them: of the rows as a sample, one for each feature, in a
     * new array; 0 of fewer than two rows.
     */
    double[] sampleDeviations() {
        double more = rows < 2 ? 0 : rows / (rows - 1.0);
        return Arrays.stream(variance).map(each -> Math.sqrt(each * more)).toArray();
    }

    /** Writes all that it has learned. */
    public void write(DataOutput out) throws IOException {
        OnlineLogisticRegression.write(mean, out);
        OnlineLogisticRegression.write(variance, out);
        out.writeLong(rows);
    }

    /** Goes on from what was written. */
    public static RunningScaler read(DataInput in) throws IOException {
        double[] mean = OnlineLogisticRegression.doubles(in);
        RunningScaler scaler = new RunningScaler(mean.length);
        System.arraycopy(mean, 0, scaler.mean, 0, mean.length);
        System.arraycopy(OnlineLogisticRegression.doubles(in), 0, scaler.variance, 0, mean.length);
        scaler.rows = in.readLong();
        return scaler;
    }
}
