package io.flinklab.training.logistic;

import java.util.Arrays;

/**
 * Adds the products of each two elements of dense rows, times a factor, to a lower triangle by
 * rows. For wide rows these products are nearly all that training costs, so the loop is one that
 * Java's compiler turns into vector instructions: four rows at a time, to an array that holds one
 * line of the triangle and nothing else.
 */
final class DenseProducts {
    private static final int ROWS = 4;

    private final double[] triangle;
    private final double[][] rows;
    private final double[] factors = new double[ROWS];
    private int held;
    private double[][] lines = {};

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

    /** Adds all that is held; no row can follow. */
    void finish() {
        if (held > 0) {
            Arrays.fill(factors, held, ROWS, 0);
            addRows();
        }
        for (int i = 0; i < lines.length; i++) {
            int start = Cholesky.at(i, 0);
            for (int j = 0; j <= i; j++) {
                triangle[start + j] += lines[i][j];
            }
        }
    }

    private void addRows() {
        held = 0;
        if (lines.length == 0) {
            lines = new double[rows[0].length][];
            Arrays.setAll(lines, i -> new double[i + 1]);
        }
        for (int i = 0; i < lines.length; i++) {
            addLine(i);
        }
    }

    /** The products of an element with itself and all before it. */
    private void addLine(int i) {
        double[] line = lines[i];
        double[] a = rows[0];
        double[] b = rows[1];
        double[] c = rows[2];
        double[] d = rows[3];
        double ai = factors[0] * a[i];
        double bi = factors[1] * b[i];
        double ci = factors[2] * c[i];
        double di = factors[3] * d[i];
        for (int j = 0; j < line.length; j++) {
            line[j] += ai * a[j] + bi * b[j] + ci * c[j] + di * d[j];
        }
    }
}
