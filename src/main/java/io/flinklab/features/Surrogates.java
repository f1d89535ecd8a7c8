package io.flinklab.features;

import io.flinklab.features.FeatureColumns.Slot;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.ml.common.util.QuantileSummary;
import org.apache.flink.ml.feature.imputer.Imputer;
import org.apache.flink.ml.feature.imputer.ImputerParams;

/** What takes the place of missing numbers in each of an Imputer's columns. */
final class Surrogates implements StageStatistics {
    private final Imputer stage;
    private final List<Slot> inputs;
    private final double missing;
    private final List<Known> columns;

    Surrogates(Imputer stage, List<Slot> inputs) {
        this.stage = stage;
        this.inputs = inputs;
        missing = stage.getMissingValue();
        columns = inputs.stream().map(input -> known(stage)).toList();
    }

    private static Known known(Imputer stage) {
        return switch (stage.getStrategy()) {
            case ImputerParams.MEAN -> new Mean();
            case ImputerParams.MEDIAN -> new Median(stage.getRelativeError());
            default -> new MostFrequent();
        };
    }

    @Override
    public void add(FeatureRow row) {
        for (int i = 0; i < columns.size(); i++) {
            double value = row.numbers[inputs.get(i).slot()];
            // Like Double.equals, by which 0 and -0 differ.
            if (!Double.isNaN(value) && Double.compare(value, missing) != 0) {
                columns.get(i).add(value);
            }
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        for (Known column : columns) {
            column.write(out);
        }
    }

    @Override
    public void merge(DataInput other) throws IOException {
        for (Known column : columns) {
            column.merge(other);
        }
    }

    @Override
    public FittedStage fitted() {
        return new FittedStage.Imputer(
                List.of(stage.getInputCols()),
                List.of(stage.getOutputCols()),
                columns.stream().map(Known::surrogate).toList(),
                missing);
    }

    /** The known numbers of one column. */
    private interface Known {
        void add(double value);

        void write(DataOutput out) throws IOException;

        void merge(DataInput other) throws IOException;

        /** NaN where no number is known. */
        double surrogate();
    }

    private static final class Mean implements Known {
        private double sum;
        private long count;

        @Override
        public void add(double value) {
            sum += value;
            count++;
        }

        @Override
        public void write(DataOutput out) throws IOException {
            out.writeDouble(sum);
            out.writeLong(count);
        }

        @Override
        public void merge(DataInput other) throws IOException {
            sum += other.readDouble();
            count += other.readLong();
        }

        @Override
        public double surrogate() {
            return sum / count;
        }
    }

    /** The most frequent number; the smallest of those that are equally frequent. */
    private static final class MostFrequent implements Known {
        private final Map<Double, Long> counts = new HashMap<>();

        @Override
        public void add(double value) {
            counts.merge(value, 1L, Long::sum);
        }

        @Override
        public void write(DataOutput out) throws IOException {
            out.writeInt(counts.size());
            for (Map.Entry<Double, Long> entry : counts.entrySet()) {
                out.writeDouble(entry.getKey());
                out.writeLong(entry.getValue());
            }
        }

        @Override
        public void merge(DataInput other) throws IOException {
            for (int left = other.readInt(); left > 0; left--) {
                counts.merge(other.readDouble(), other.readLong(), Long::sum);
            }
        }

        @Override
        public double surrogate() {
            double best = Double.NaN;
            long most = 0;
            for (Map.Entry<Double, Long> entry : counts.entrySet()) {
                long count = entry.getValue();
                if (count >= most) {
                    best = count == most ? Math.min(entry.getKey(), best) : entry.getKey();
                    most = count;
                }
            }
            return best;
        }
    }

    /**
     * Flink ML's sketch. It depends on the order of the numbers, within the stage's relative error.
     */
    private static final class Median implements Known {
        private QuantileSummary summary;

        Median(double relativeError) {
            summary = new QuantileSummary(relativeError);
        }

        @Override
        public void add(double value) {
            summary = summary.insert(value);
        }

        @Override
        public void write(DataOutput out) throws IOException {
            QuantileSummary compressed = summary.compress();
            out.writeLong(compressed.getCount());
            out.writeInt(compressed.getSampled().size());
            for (QuantileSummary.StatsTuple sample : compressed.getSampled()) {
                out.writeDouble(sample.value);
                out.writeLong(sample.g);
                out.writeLong(sample.delta);
            }
        }

        @Override
        public void merge(DataInput other) throws IOException {
            long count = other.readLong();
            int size = other.readInt();
            List<QuantileSummary.StatsTuple> sampled = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                sampled.add(
                        new QuantileSummary.StatsTuple(
                                other.readDouble(), other.readLong(), other.readLong()));
            }
            QuantileSummary read =
                    new QuantileSummary(
                            summary.getRelativeError(),
                            summary.getCompressThreshold(),
                            sampled,
                            count,
                            true);
            summary = summary.compress().merge(read);
        }

        @Override
        public double surrogate() {
            QuantileSummary compressed = summary.compress();
            return compressed.isEmpty() ? Double.NaN : compressed.query(0.5);
        }
    }
}
