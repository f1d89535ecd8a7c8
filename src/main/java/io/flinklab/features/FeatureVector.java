package io.flinklab.features;

import java.util.Arrays;

/**
 * A vector that is filled again for each row. Of a sparse one only some elements are kept; the
 * others are 0. Not for more than one thread.
 */
public final class FeatureVector {
    private static final int FEW = 8;

    private final int size;
    private int[] indices = new int[FEW];
    private double[] values = new double[FEW];
    private int count;
    private boolean dense;

    FeatureVector(int size) {
        this.size = size;
    }

    /** A vector of all these elements, which are not copied. */
    public static FeatureVector of(double[] elements) {
        FeatureVector vector = new FeatureVector(elements.length);
        vector.values = elements;
        vector.dense();
        return vector;
    }

    /**
     * A vector of which some elements are kept; the arrays are not copied.
     *
     * @param indices their positions, ascending
     */
    public static FeatureVector of(int size, int[] indices, double[] values) {
        FeatureVector vector = new FeatureVector(size);
        vector.indices = indices;
        vector.values = values;
        vector.count = values.length;
        return vector;
    }

    /** Elements, those that are not kept included. */
    public int size() {
        return size;
    }

    /** How many elements are kept. */
    public int count() {
        return count;
    }

    /** Whether all elements are kept. */
    public boolean isDense() {
        return dense;
    }

    /** The position of the k-th kept element; positions ascend. */
    public int index(int k) {
        return dense ? k : indices[k];
    }

    /** The k-th kept element. */
    public double value(int k) {
        return values[k];
    }

    /** Keeps nothing, to be filled by {@link #put}. */
    void clear() {
        dense = false;
        count = 0;
    }

    /** Keeps one more element, behind all that are kept. */
    void put(int index, double value) {
        if (count == indices.length) {
            indices = Arrays.copyOf(indices, 2 * count);
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        indices[count] = index;
        values[count++] = value;
    }

    /** Adds to an element, which may not be kept yet. Nothing is dense here. */
    void add(int index, double value) {
        int at = Arrays.binarySearch(indices, 0, count, index);
        if (at >= 0) {
            values[at] += value;
            return;
        }
        put(index, value);
        int place = -at - 1;
        System.arraycopy(indices, place, indices, place + 1, count - 1 - place);
        System.arraycopy(values, place, values, place + 1, count - 1 - place);
        indices[place] = index;
        values[place] = value;
    }

    /** Keeps the elements that another one keeps. */
    void set(FeatureVector sparse) {
        clear();
        for (int k = 0; k < sparse.count; k++) {
            put(sparse.indices[k], sparse.values[k]);
        }
    }

    /** Keeps all elements, whose array the caller fills whole; what it held is no longer there. */
    double[] dense() {
        if (values.length < size) {
            values = new double[size];
        }
        dense = true;
        count = size;
        return values;
    }

    /** Copies all elements, kept or not, into an array from this position on. */
    public void copyTo(double[] target, int position) {
        if (dense) {
            System.arraycopy(values, 0, target, position, size);
            return;
        }
        Arrays.fill(target, position, position + size, 0);
        for (int k = 0; k < count; k++) {
            target[position + indices[k]] = values[k];
        }
    }
}
