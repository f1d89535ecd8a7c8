package io.flinklab.features;

import io.flinklab.features.FeatureColumns.Slot;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoder;

/** The largest index in each of a OneHotEncoder's columns. */
final class LargestIndices implements StageStatistics {
    private final OneHotEncoder stage;
    private final List<Slot> inputs;
    private final int[] largest;

    LargestIndices(OneHotEncoder stage, List<Slot> inputs) {
        this.stage = stage;
        this.inputs = inputs;
        largest = new int[inputs.size()];
        Arrays.fill(largest, Integer.MIN_VALUE);
    }

    @Override
    public void add(FeatureRow row) {
        for (int i = 0; i < largest.length; i++) {
            Slot input = inputs.get(i);
            double value = row.numbers[input.slot()];
            if (value != (int) value || value < 0) {
                throw new IllegalArgumentException(
                        "%s: expected a category's index, a whole number from 0; found %s."
                                .formatted(input.name(), value));
            }
            largest[i] = Math.max(largest[i], (int) value);
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        for (int index : largest) {
            out.writeInt(index);
        }
    }

    @Override
    public void merge(DataInput other) throws IOException {
        for (int i = 0; i < largest.length; i++) {
            largest[i] = Math.max(largest[i], other.readInt());
        }
    }

    @Override
    public FittedStage fitted() {
        int more = stage.getDropLast() ? 0 : 1;
        return new FittedStage.OneHotEncoder(
                List.of(stage.getInputCols()),
                List.of(stage.getOutputCols()),
                Arrays.stream(largest).mapToObj(index -> index + more).toList());
    }
}
