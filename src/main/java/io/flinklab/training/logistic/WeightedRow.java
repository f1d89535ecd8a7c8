package io.flinklab.training.logistic;

import java.util.Arrays;
import java.util.Comparator;

/**
 * One training row. Public with public fields because Flink's serialiser asks for it; rows with few
 * non-zero features are kept sparse, so equal rows are equal however they came.
 */
public class WeightedRow {
    /** Hash first: most comparisons end there; the rest only parts rows that differ and collide. */
    static final Comparator<WeightedRow> CONTENT_ORDER =
            Comparator.<WeightedRow>comparingLong(e -> e.hash)
                    .thenComparingDouble(e -> e.label)
                    .thenComparingDouble(e -> e.weight)
                    .thenComparing(e -> e.indices, Comparator.nullsFirst(Arrays::compare))
                    .thenComparing(e -> e.values, Arrays::compare);

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
        WeightedRow row = new WeightedRow();
        row.size = features.length;
        row.label = label;
        row.weight = weight;
        row.keep(features);
        row.hash = row.contentHash();
        return row;
    }

    private void keep(double[] features) {
        int[] nonZero = new int[features.length];
        int count = 0;
        for (int i = 0; i < features.length; i++) {
            if (features[i] != 0) {
                nonZero[count++] = i;
            }
        }
        keep(Arrays.copyOf(nonZero, count), features);
    }

    private void keep(int[] nonZero, double[] features) {
        boolean sparse = 2 * nonZero.length <= features.length;
        indices = sparse ? nonZero : null;
        values = new double[sparse ? nonZero.length : features.length];
        for (int k = 0; k < values.length; k++) {
            // Adding zero makes -0.0 and 0.0 the same content.
            values[k] = features[sparse ? nonZero[k] : k] + 0.0;
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
