package io.flinklab.training.logistic;

/**
 * Newton's method (IRLS): steps -H⁻¹g, halved until the objective falls. The last step taken is
 * within the tolerance, and convergence is quadratic, so what is left is about its square.
 */
final class Newton implements Minimizer {
    /** Below this relative gain the objective's rounding hides whether it falls. */
    private static final double HIDDEN_GAIN = 1e-10;

    /** In columns' sizes; a shorter step that does not shrink any more is rounding. */
    private static final double RUNAWAY_STEP = 0.01;

    private static final int RUNAWAY_STEPS = 3;
    private static final int MOST_HALVINGS = 40;

    private final Settings settings;
    private final Scale scale;
    private Point current;
    private double[] step;
    private double length = 1;
    private double lastSize = Double.POSITIVE_INFINITY;
    private int steps;
    private int runaway;
    private boolean converged;

    Newton(Settings settings, Scale scale) {
        this.settings = settings;
        this.scale = scale;
    }

    @Override
    public double[] next(Point point) {
        if (current != null && !isProgress(point)) {
            length /= 2;
            return length < Math.scalb(1, -MOST_HALVINGS) ? null : candidate();
        }
        boolean settled =
                current != null
                        && length == 1
                        && scale.isSmall(step, point.coefficients(), settings.tol());
        steps += current == null ? 0 : 1;
        current = point;
        step = newStep();
        converged = settled || isRounding();
        length = 1;
        return converged || steps == settings.maxIter() ? null : candidate();
    }

    private double[] candidate() {
        return current.move(length, step);
    }

    private boolean isProgress(Point point) {
        double slope = current.slope(step);
        return isHidden(slope) || point.objective() <= current.objective() + 1e-4 * length * slope;
    }

    private boolean isHidden(double slope) {
        return -slope <= HIDDEN_GAIN * current.objective();
    }

    private double[] newStep() {
        Cholesky factor = Hessian.factor(current, settings);
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
        double size = scale.largest(step);
        boolean stuck = isHidden(current.slope(step)) && size > lastSize / 2;
        lastSize = size;
        runaway = stuck && size > RUNAWAY_STEP ? runaway + 1 : 0;
        if (runaway == RUNAWAY_STEPS && settings.reg() == 0) {
            throw Separation.partial(step, scale, settings.offset());
        }
        return stuck && size <= RUNAWAY_STEP;
    }

    @Override
    public Point current() {
        return current;
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public boolean converged() {
        return converged;
    }

    @Override
    public boolean needsHessian() {
        return true;
    }
}
