package io.flinklab.training.logistic;

import java.io.Serializable;

/** Walks to the minimum of the objective; the caller evaluates the points it asks for. */
interface Minimizer extends Serializable {

    /**
     * Takes the objective at the point asked for last, the start at first.
     *
     * @return the next point to evaluate, or null when {@link #current()} is the last one
     * @throws TrainingException when there is no minimum or no single one
     */
    double[] next(Point point);

    /** The best point so far. */
    Point current();

    /** Steps taken from the start to {@link #current()}. */
    int steps();

    /** Whether {@link #current()} is the minimum. */
    boolean converged();

    /** Whether points need second derivatives. */
    boolean needsHessian();
}
