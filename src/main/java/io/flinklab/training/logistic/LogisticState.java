package io.flinklab.training.logistic;

import java.util.List;

/**
 * Where a {@link NewtonSolver} is after a step. What follows from it and the settings is left out:
 * the request that is on its way, class weights, and the matrix of second derivatives, which the
 * solver asks for again where it ends without another step.
 *
 * @param spentMillis of the limit of time
 * @param rows that train
 * @param labelWeights weight of the rows labelled 0, then 1
 * @param columnSizes see {@link ColumnNorms}
 * @param history the start and each step
 * @param minimised whether only the standard errors are wanted
 * @param reached the point and the way on
 */
record LogisticState(
        long spentMillis,
        long rows,
        double[] labelWeights,
        double[] columnSizes,
        List<TrainingStep> history,
        boolean minimised,
        Reached reached) {

    /** Refuses arrays that do not go together. */
    LogisticState {
        require(labelWeights.length == 2, "two labels' weights", labelWeights.length);
        require(!history.isEmpty(), "steps", 0);
        reached.requireSize(columnSizes.length);
    }

    private static void require(boolean holds, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("expected " + expected + "; found " + found + ".");
        }
    }

    /**
     * Where a {@link Minimizer} is.
     *
     * @param coefficients of the best point so far, the intercept first if there is one
     * @param objective there
     * @param gradient there
     * @param wrong rows on the wrong side there
     * @param step to the next point
     * @param length the share of it that is tried
     * @param steps from the start to the best point
     * @param mostSteps of them, which the limit of time lowers
     * @param converged whether that is the minimum
     * @param lastSize of Newton's last step, in columns' sizes; infinite for L-BFGS
     * @param runaway of Newton's last steps, how many did not shrink; 0 for L-BFGS
     * @param pairs what L-BFGS remembers, the oldest first; none for Newton
     */
    record Reached(
            double[] coefficients,
            double objective,
            double[] gradient,
            long wrong,
            double[] step,
            double length,
            int steps,
            int mostSteps,
            boolean converged,
            double lastSize,
            int runaway,
            List<Lbfgs.Pair> pairs) {

        private void requireSize(int size) {
            require(coefficients.length == size, size + " coefficients", coefficients.length);
            require(gradient.length == size, size + " slopes", gradient.length);
            require(step.length == size, "a step of " + size, step.length);
            for (Lbfgs.Pair pair : pairs) {
                require(pair.step().length == size, "pairs of " + size, pair.step().length);
                require(pair.change().length == size, "pairs of " + size, pair.change().length);
            }
        }

        Reached withNewton(double size, int stuck) {
            return new Reached(
                    coefficients,
                    objective,
                    gradient,
                    wrong,
                    step,
                    length,
                    steps,
                    mostSteps,
                    converged,
                    size,
                    stuck,
                    pairs);
        }

        Reached withPairs(List<Lbfgs.Pair> remembered) {
            return new Reached(
                    coefficients,
                    objective,
                    gradient,
                    wrong,
                    step,
                    length,
                    steps,
                    mostSteps,
                    converged,
                    lastSize,
                    runaway,
                    remembered);
        }
    }
}
