package io.flinklab.training.logistic;

/**
 * Newton's method (IRLS): steps -H⁻¹g, halved until the objective falls. The last step taken is
 * within the tolerance, and convergence is quadratic, so what is left is about its square.
 */
final class Newton extends Minimizer {
    /** In columns' sizes; a shorter step that does not shrink any more is rounding. */
    private static final double RUNAWAY_STEP = 0.01;

    private static final int RUNAWAY_STEPS = 3;

    private double lastSize = Double.POSITIVE_INFINITY;
    private int runaway;

    Newton(Settings settings, ColumnNorms norms) {
        super(settings, norms);
    }

    @Override
    double[] next(ObjectiveAt point) {
        if (current != null && !isProgress(point)) {
            return halve() ? candidate() : null;
        }
        boolean settled =
                current != null
                        && length == 1
                        && norms.isSmall(step, point.coefficients(), settings.tol());
        steps += current == null ? 0 : 1;
        current = point;
        step = newStep();
        converged = settled || isRounding();
        length = 1;
        return converged || steps >= mostSteps ? null : candidate();
    }

    private boolean isProgress(ObjectiveAt point) {
        return isHidden(current.slope(step)) || falls(point);
    }

    private double[] newStep() {
        Cholesky factor = current.factor(settings);
        double[] downhill = new double[current.gradient().length];
        for (int i = 0; i < downhill.length; i++) {
            downhill[i] = -current.gradient()[i];
        }
        return factor.solve(downhill);
    }

    /**
     * A step that gains nothing visible shrinks by its square, unless it is rounding or endless.
     */
    private boolean isRounding() {
        double size = norms.largest(step);
        boolean stuck = isHidden(current.slope(step)) && size > lastSize / 2;
        lastSize = size;
        runaway = stuck && size > RUNAWAY_STEP ? runaway + 1 : 0;
        if (runaway == RUNAWAY_STEPS && settings.reg() == 0) {
            throw Refusals.partlySeparable(step, norms, settings.offset());
        }
        return stuck && size <= RUNAWAY_STEP;
    }

    @Override
    LogisticState.Reached reached() {
        return super.reached().withNewton(lastSize, runaway);
    }

    @Override
    void resume(LogisticState.Reached reached) {
        super.resume(reached);
        lastSize = reached.lastSize();
        runaway = reached.runaway();
    }

    @Override
    boolean needsHessian() {
        return true;
    }
}
