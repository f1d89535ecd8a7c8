package io.flinklab.lesson;

import java.util.Arrays;

/** Solves small systems of linear equations whose matrix is symmetric and positive definite. */
final class LinearEquations {
    private LinearEquations() {}

    /**
     * By Gauss's elimination; such a matrix needs no pivots.
     *
     * @param equations one row for each unknown: its factors, then the right side
     */
    static double[] solve(double[][] equations) {
        int n = equations.length;
        double[][] rows = Arrays.stream(equations).map(double[]::clone).toArray(double[][]::new);
        for (int pivot = 0; pivot < n; pivot++) {
            for (int below = pivot + 1; below < n; below++) {
                double factor = rows[below][pivot] / rows[pivot][pivot];
                for (int k = pivot; k <= n; k++) {
                    rows[below][k] -= factor * rows[pivot][k];
                }
            }
        }
        double[] solution = new double[n];
        for (int j = n - 1; j >= 0; j--) {
            double sum = rows[j][n];
            for (int k = j + 1; k < n; k++) {
                sum -= rows[j][k] * solution[k];
            }
            solution[j] = sum / rows[j][j];
        }
        return solution;
    }
}
