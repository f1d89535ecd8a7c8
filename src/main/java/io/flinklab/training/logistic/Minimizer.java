package io.flinklab.training.logistic;

import io.flinklab.training.StopReason;
import io.flinklab.training.TrainingException;
import java.io.Serializable;
import java.util.List;

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
    int mostSteps;
    boolean converged;

    Minimizer(Settings settings, ColumnNorms norms) {
        this.settings = settings;
        this.norms = norms;
        mostSteps = settings.maxIter();
    }

    /** Makes the step that is under way the last one; without any, the next. */
    final void stopWithThisStep() {
        mostSteps = Math.min(mostSteps, steps + 1);
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

    /** Where it is once there is a {@link #current()}, without its second derivatives. */
    LogisticState.Reached reached() {
        return new LogisticState.Reached(
                current.coefficients(),
                current.objective(),
                current.gradient(),
                current.wrong(),
                step,
                length,
                steps,
                mostSteps,
                converged,
                Double.POSITIVE_INFINITY,
                0,
                List.of());
    }

    /** Goes on where another one was. */
    void resume(LogisticState.Reached reached) {
        current =
                new ObjectiveAt(
                        reached.coefficients(),
                        reached.objective(),
                        reached.gradient(),
                        new double[0],
                        reached.wrong());
        step = reached.step();
        length = reached.length();
        steps = reached.steps();
        mostSteps = reached.mostSteps();
        converged = reached.converged();
    }

    /** The best point so far. */
    final ObjectiveAt current() {
        return current;
    }

    /** Steps taken from the start to {@link #current()}. */
    final int steps() {
        return steps;
    }

    /** Why {@link #current()} is the last point; asked when there is no next one. */
    final StopReason stoppedBy() {
        if (converged) {
            return StopReason.TOLERANCE;
        } else if (steps < mostSteps) {
            return StopReason.ROUNDING;
        }
        return mostSteps < settings.maxIter() ? StopReason.TIME : StopReason.ITERATIONS;
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
