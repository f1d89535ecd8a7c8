package io.flinklab.training.logistic;

import java.io.Serializable;

/**
 * Each column's size: the root of its weighted mean square, 1 for the intercept and for columns of
 * zeros. A coefficient times its column's size does not depend on the column's unit.
 *
 * @param sizes one for each coefficient, above 0
 */
record ColumnNorms(double[] sizes) implements Serializable {

    static ColumnNorms of(double[] squares, double totalWeight, int offset) {
        double[] sizes = new double[squares.length + offset];
        for (int i = 0; i < sizes.length; i++) {
            double square = i < offset ? 1 : squares[i - offset] / totalWeight;
            sizes[i] = square > 0 ? Math.sqrt(square) : 1;
        }
        return new ColumnNorms(sizes);
    }

    /** The largest element, each in its column's size. */
    double largest(double[] coefficients) {
        double largest = 0;
        for (int i = 0; i < coefficients.length; i++) {
            largest = Math.max(largest, Math.abs(coefficients[i]) * sizes[i]);
        }
        return largest;
    }

    /** Whether a step is within the tolerance, relative to the coefficients or to 1. */
    boolean isSmall(double[] step, double[] coefficients, double tol) {
        return largest(step) <= tol * Math.max(1, largest(coefficients));
    }
}
