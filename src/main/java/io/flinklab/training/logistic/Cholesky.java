package io.flinklab.training.logistic;

/**
 * Factor L of a symmetric matrix A = S L L' S, S the roots of A's diagonal: scaling first makes the
 * pivots (1 - R² of a column on those before it) comparable whatever the columns' units. Matrices
 * are lower triangles by rows.
 */
final class Cholesky {
    private final int size;
    private final double[] factor;
    private final double[] scale;
    private int dependent = -1;

    /**
     * Factors as far as the pivots go.
     *
     * @param smallestPivot from 0 to 1; a column with a smaller pivot depends on those before it
     */
    Cholesky(double[] matrix, int size, double smallestPivot) {
        this.size = size;
        this.factor = matrix.clone();
        this.scale = new double[size];
        for (int i = 0; i < size; i++) {
            scale[i] = Math.sqrt(matrix[at(i, i)]);
        }
        for (int i = 0; i < size && dependent < 0; i++) {
            factorRow(i, smallestPivot);
        }
    }

    static int at(int row, int column) {
        return row * (row + 1) / 2 + column;
    }

    private void factorRow(int i, double smallestPivot) {
        int start = at(i, 0);
        for (int j = 0; j <= i && dependent < 0; j++) {
            double scaled = scale[i] == 0 ? 0 : factor[start + j] / (scale[i] * scale[j]);
            double rest = scaled - dot(start, at(j, 0), j);
            if (j < i) {
                factor[start + j] = rest / factor[at(j, j)];
            } else if (rest > smallestPivot) {
                factor[start + i] = Math.sqrt(rest);
            } else {
                dependent = i;
            }
        }
    }

    private double dot(int left, int right, int length) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += factor[left + k] * factor[right + k];
        }
        return sum;
    }

    /** The first column that depends on those before it, or -1. */
    int dependent() {
        return dependent;
    }

    /** For each earlier column its share in the dependent one, all columns scaled to length 1. */
    double[] shares() {
        double[] shares = new double[dependent];
        System.arraycopy(factor, at(dependent, 0), shares, 0, dependent);
        solveUpper(shares);
        return shares;
    }

    /** The x of A x = b. */
    double[] solve(double[] right) {
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = right[i] / scale[i];
        }
        for (int i = 0; i < size; i++) {
            double sum = x[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[at(i, k)] * x[k];
            }
            x[i] = sum / factor[at(i, i)];
        }
        solveUpper(x);
        for (int i = 0; i < size; i++) {
            x[i] /= scale[i];
        }
        return x;
    }

    private void solveUpper(double[] x) {
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= factor[at(i, i)];
            for (int k = 0; k < i; k++) {
                x[k] -= factor[at(i, k)] * x[i];
            }
        }
    }

    /** The diagonal of A's inverse. */
    double[] inverseDiagonal() {
        double[] diagonal = new double[size];
        for (int column = 0; column < size; column++) {
            double[] unit = new double[size];
            unit[column] = 1;
            double sum = 0;
            for (int i = column; i < size; i++) {
                int start = at(i, 0);
                double rest = unit[i];
                for (int k = column; k < i; k++) {
                    rest -= factor[start + k] * unit[k];
                }
                unit[i] = rest / factor[start + i];
                sum += unit[i] * unit[i];
            }
            diagonal[column] = sum / (scale[column] * scale[column]);
        }
        return diagonal;
    }
}
