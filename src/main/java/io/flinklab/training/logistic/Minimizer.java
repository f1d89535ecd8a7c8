package io.flinklab.training.logistic;

import io.flinklab.training.TrainingException;
import java.io.Serializable;

/**
 * Walks to the minimum of the objective; the caller evaluates the points it asks for. A step is
 * halved until the objective falls by enough (Armijo's rule).
 */
abstract class Minimizer implements Serializable {
    /** Share of the fall that the slope promises which is enough; the usual choice. */
    private static final double ENOUGH = 1e-4;

    /** Below this relative gain the objective's rounding hides whether it falls. */
    private static final double HIDDEN_GAIN = 1e-10;

    private static final int MOST_HALVINGS = 40;

    final Settings settings;
    final ColumnNorms norms;
    ObjectiveAt current;
    double[] step;
    double length = 1;
    int steps;
    boolean converged;

    Minimizer(Settings settings, ColumnNorms norms) {
        this.settings = settings;
        this.norms = norms;
    }

    /**
     * Takes the objective at the point asked for last, the start at first.
     *
     * @return the next point to evaluate, or null when {@link #current()} is the last one
     * @throws TrainingException when there is no minimum or no single one
     */
    abstract double[] next(ObjectiveAt point);

    /** Whether points need second derivatives. */
    abstract boolean needsHessian();

    /** The best point so far. */
    final ObjectiveAt current() {
        return current;
    }

    /** Steps taken from the start to {@link #current()}. */
    final int steps() {
        return steps;
    }

    /** Whether {@link #current()} is the minimum. */
    final boolean converged() {
        return converged;
    }

    final double[] candidate() {
        return current.move(length, step);
    }

    /** Makes the step half as long, or says that it is as short as makes a difference. */
    final boolean halve() {
        length /= 2;
        return length >= Math.scalb(1, -MOST_HALVINGS);
    }

    final boolean falls(ObjectiveAt point) {
        double promised = length * current.slope(step);
        return point.objective() <= current.objective() + ENOUGH * promised;
    }

    /** Whether a step of this slope gains less than rounding shows. */
    final boolean isHidden(double slope) {
        return -slope <= HIDDEN_GAIN * current.objective();
    }
}
