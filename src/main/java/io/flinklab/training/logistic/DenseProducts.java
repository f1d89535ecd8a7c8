package io.flinklab.training.logistic;

import java.util.Arrays;

/**
 * Adds the products of each two elements of dense rows, times a factor, to a lower triangle by
 * rows. It takes four rows at a time and two of their elements, so that most numbers are in the
 * processor's registers: for wide rows these products are nearly all that training costs.
 */
final class DenseProducts {
    private static final int ROWS = 4;

    private final double[] triangle;
    private final double[][] rows;
    private final double[] factors = new double[ROWS];
    private int held;

    /**
     * @param size elements of a row, the intercept's included
     */
    DenseProducts(double[] triangle, int size) {
        this.triangle = triangle;
        rows = new double[ROWS][triangle.length == 0 ? 0 : size];
    }

    /**
     * Adds a row, at the latest with {@link #finish}.
     *
     * @param offset 1 where the row has a 1 in front, otherwise 0
     */
    void add(double[] values, int offset, double factor) {
        double[] row = rows[held];
        Arrays.fill(row, 0, offset, 1);
        System.arraycopy(values, 0, row, offset, values.length);
        factors[held] = factor;
        if (++held == ROWS) {
            addRows();
        }
    }

    void finish() {
        if (held > 0) {
            Arrays.fill(factors, held, ROWS, 0);
            addRows();
        }
    }

    private void addRows() {
        held = 0;
        int size = rows[0].length;
        for (int i = 0; i + 1 < size; i += 2) {
            addPair(i);
        }
        if (size % 2 == 1) {
            addLast(size - 1);
        }
    }

    /** The products of the elements i and i + 1 with all before them and themselves. */
    private void addPair(int i) {
        double[] a = rows[0];
        double[] b = rows[1];
        double[] c = rows[2];
        double[] d = rows[3];
        double a0 = factors[0] * a[i];
        double b0 = factors[1] * b[i];
        double c0 = factors[2] * c[i];
        double d0 = factors[3] * d[i];
        double a1 = factors[0] * a[i + 1];
        double b1 = factors[1] * b[i + 1];
        double c1 = factors[2] * c[i + 1];
        double d1 = factors[3] * d[i + 1];
        int upper = Cholesky.at(i, 0);
        int lower = Cholesky.at(i + 1, 0);
        for (int j = 0; j <= i; j++) {
            double aj = a[j];
            double bj = b[j];
            double cj = c[j];
            double dj = d[j];
            triangle[upper + j] += a0 * aj + b0 * bj + c0 * cj + d0 * dj;
            triangle[lower + j] += a1 * aj + b1 * bj + c1 * cj + d1 * dj;
        }
        triangle[lower + i + 1] += a1 * a[i + 1] + b1 * b[i + 1] + c1 * c[i + 1] + d1 * d[i + 1];
    }

    private void addLast(int i) {
        int start = Cholesky.at(i, 0);
        for (int j = 0; j <= i; j++) {
            double sum = 0;
            for (int row = 0; row < ROWS; row++) {
                sum += factors[row] * rows[row][i] * rows[row][j];
            }
            triangle[start + j] += sum;
        }
    }
}
