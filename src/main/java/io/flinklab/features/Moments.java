package io.flinklab.features;

import io.flinklab.features.FeatureColumns.Slot;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;

/** Sums and sums of squares of a StandardScaler's vectors, added as Flink ML adds them. */
final class Moments implements StageStatistics {
    private final StandardScaler stage;
    private final int input;
    private final double[] sums;
    private final double[] squares;
    private long rows;

    Moments(StandardScaler stage, Slot input) {
        this.stage = stage;
        this.input = input.slot();
        sums = new double[input.size()];
        squares = new double[input.size()];
    }

    @Override
    public void add(FeatureRow row) {
        FeatureVector vector = row.vectors[input];
        for (int k = 0; k < vector.count(); k++) {
            double value = vector.value(k);
            sums[vector.index(k)] += value;
            squares[vector.index(k)] += value * value;
        }
        rows++;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(rows);
        for (int i = 0; i < sums.length; i++) {
            out.writeDouble(sums[i]);
            out.writeDouble(squares[i]);
        }
    }

    @Override
    public void merge(DataInput other) throws IOException {
        rows += other.readLong();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.readDouble();
            squares[i] += other.readDouble();
        }
    }

    @Override
    public FittedStage fitted() {
        double[] means = new double[sums.length];
        double[] deviations = new double[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = sums[i] * (1.0 / rows);
            double rest = squares[i] - rows * means[i] * means[i];
            double deviation = rows > 1 ? Math.sqrt(rest / (rows - 1)) : 0;
            deviations[i] =
                    stage instanceof ConstantSafeScaler
                            ? ConstantSafeScaler.safe(means[i], deviation)
                            : deviation;
        }
        return new FittedStage.StandardScaler(
                stage.getInputCol(),
                stage.getOutputCol(),
                boxed(means),
                boxed(deviations),
                stage.getWithMean(),
                stage.getWithStd());
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
