package io.flinklab.churn;

/**
 * Logistic regression by Newton's method, with an intercept and L2 as scikit-learn's C = 1; small
 * and plain, to measure the shipped data without the module's own models.
 */
final class NewtonLogit {
    private static final int STEPS = 15;

    private NewtonLogit() {}

    /** The coefficients; rows start with the intercept's 1. */
    static double[] fit(double[][] rows, double[] labels) {
        double[] coefficients = new double[rows[0].length];
        for (int step = 0; step < STEPS; step++) {
            double[] change = newtonStep(rows, labels, coefficients);
            for (int j = 0; j < change.length; j++) {
                coefficients[j] += change[j];
            }
        }
        return coefficients;
    }

    static double score(double[] row, double[] coefficients) {
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            sum += row[j] * coefficients[j];
        }
        return sum;
    }

    private static double[] newtonStep(double[][] rows, double[] labels, double[] coefficients) {
        int width = coefficients.length;
        double[][] system = new double[width][width + 1];
        for (int i = 0; i < rows.length; i++) {
            double p = 1 / (1 + Math.exp(-score(rows[i], coefficients)));
            for (int j = 0; j < width; j++) {
                for (int k = 0; k < width; k++) {
                    system[j][k] += p * (1 - p) * rows[i][j] * rows[i][k];
                }
                system[j][width] += (labels[i] - p) * rows[i][j];
            }
        }
        for (int j = 1; j < width; j++) {
            system[j][j] += 1;
            system[j][width] -= coefficients[j];
        }
        return solve(system);
    }

    /** Gauss-Jordan without pivoting: the matrix is symmetric and positive definite. */
    private static double[] solve(double[][] system) {
        int width = system.length;
        for (int pivot = 0; pivot < width; pivot++) {
            for (int row = 0; row < width; row++) {
                double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
                for (int k = pivot; k <= width; k++) {
                    system[row][k] -= factor * system[pivot][k];
                }
            }
        }
        double[] solution = new double[width];
        for (int j = 0; j < width; j++) {
            solution[j] = system[j][width] / system[j][j];
        }
        return solution;
    }
}
