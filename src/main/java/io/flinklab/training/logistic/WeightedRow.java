package io.flinklab.training.logistic;

import io.flinklab.features.FeatureVector;
import java.io.IOException;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * One training row. Public with public fields because Flink's serialiser asks for it; rows with few
 * non-zero features are kept sparse, so equal rows are equal however they came.
 */
public class WeightedRow {
    private static final int LABEL = 1;
    private static final int SPARSE = 2;
    private static final int WEIGHTED = 4;

    /** Length of the features vector. */
    public int size;

    /** Ascending positions of {@link #values}; null when all features are there. */
    public int[] indices;

    /** Features; finite. */
    public double[] values;

    /** 0 or 1. */
    public double label;

    /** 0 or more. */
    public double weight;

    /** Of all the above; decides the row's bucket. */
    public long hash;

    /** For Flink's serialiser. */
    public WeightedRow() {}

    /** From a dense vector, which is copied. */
    static WeightedRow of(double[] features, double label, double weight) {
        int size = features.length;
        return of(size, size, k -> k, k -> features[k], label, weight);
    }

    /**
     * A row of weight 1 from features, which are copied.
     *
     * @throws IllegalArgumentException a feature is not finite
     */
    public static WeightedRow of(FeatureVector features, double label) {
        for (int k = 0; k < features.count(); k++) {
            requireFinite(features, k);
        }
        return of(features.size(), features.count(), features::index, features::value, label, 1);
    }

    /**
     * From the elements of a vector that are kept.
     *
     * @param size elements, those that are not kept included
     * @param index the position of the k-th kept element; positions ascend
     * @param value the k-th kept element
     */
    static WeightedRow of(
            int size,
            int kept,
            IntUnaryOperator index,
            IntToDoubleFunction value,
            double label,
            double weight) {
        WeightedRow row = new WeightedRow();
        row.size = size;
        row.label = label;
        row.weight = weight;
        row.keep(kept, index, value);
        row.hash = row.contentHash();
        return row;
    }

    /**
     * A row of weight 1, without its hash.
     *
     * @param reuse a row that is not looked at any more, or null
     */
    static WeightedRow encoded(WeightedRow reuse, FeatureVector features, double label) {
        WeightedRow row = reuse == null ? new WeightedRow() : reuse;
        row.size = features.size();
        row.label = label;
        row.weight = 1;
        row.makeRoom(features.isDense(), features.count());
        for (int k = 0; k < row.values.length; k++) {
            requireFinite(features, k);
            row.values[k] = features.value(k);
            if (row.indices != null) {
                row.indices[k] = features.index(k);
            }
        }
        return row;
    }

    private static void requireFinite(FeatureVector features, int k) {
        if (!Double.isFinite(features.value(k))) {
            throw new IllegalArgumentException(
                    "features[%s]: expected a finite number; found %s."
                            .formatted(features.index(k), features.value(k)));
        }
    }

    private void makeRoom(boolean dense, int kept) {
        if (dense) {
            indices = null;
        } else if (indices == null || indices.length != kept) {
            indices = new int[kept];
        }
        values = values != null && values.length == kept ? values : new double[kept];
    }

    private void keep(int kept, IntUnaryOperator index, IntToDoubleFunction value) {
        int nonZero = 0;
        for (int k = 0; k < kept; k++) {
            nonZero += value.applyAsDouble(k) == 0 ? 0 : 1;
        }
        boolean sparse = 2 * nonZero <= size;
        makeRoom(!sparse, sparse ? nonZero : size);
        int next = 0;
        for (int k = 0; k < kept; k++) {
            double element = value.applyAsDouble(k);
            if (!sparse) {
                // Adding zero makes -0.0 and 0.0 the same content.
                values[index.applyAsInt(k)] = element + 0.0;
            } else if (element != 0) {
                indices[next] = index.applyAsInt(k);
                values[next++] = element;
            }
        }
    }

    private long contentHash() {
        long hash = 31L * Double.hashCode(label) + Double.hashCode(weight);
        for (int k = 0; k < values.length; k++) {
            hash = mix(hash * 31 + index(k)) + Double.doubleToLongBits(values[k]);
        }
        return mix(hash);
    }

    /** The finaliser of MurmurHash3: every bit of the input moves every bit of the output. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    /** All but the hash. */
    void write(DataOutputView out) throws IOException {
        out.writeByte(
                (label == 0 ? 0 : LABEL)
                        | (indices == null ? 0 : SPARSE)
                        | (weight == 1 ? 0 : WEIGHTED));
        out.writeInt(size);
        if (weight != 1) {
            out.writeDouble(weight);
        }
        if (indices != null) {
            out.writeInt(indices.length);
            for (int index : indices) {
                out.writeInt(index);
            }
        }
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    /** Reads what {@link #write} wrote; the hash is not known then. */
    void read(DataInputView in) throws IOException {
        int kind = in.readByte();
        label = kind & LABEL;
        size = in.readInt();
        weight = (kind & WEIGHTED) == 0 ? 1 : in.readDouble();
        boolean dense = (kind & SPARSE) == 0;
        makeRoom(dense, dense ? size : in.readInt());
        for (int k = 0; !dense && k < indices.length; k++) {
            indices[k] = in.readInt();
        }
        for (int k = 0; k < values.length; k++) {
            values[k] = in.readDouble();
        }
    }

    /** Position of the k-th kept value. */
    int index(int k) {
        return indices == null ? k : indices[k];
    }

    /** Log-odds at coefficients whose first {@code offset} (0 or 1) elements are the intercept. */
    double margin(double[] coefficients, int offset) {
        double sum = offset == 0 ? 0 : coefficients[0];
        for (int k = 0; k < values.length; k++) {
            sum += values[k] * coefficients[offset + index(k)];
        }
        return sum;
    }
}
