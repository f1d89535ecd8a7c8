package io.flinklab.training.logistic;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5) in columns' sizes, with steps
 * halved until the objective falls.
 */
final class Lbfgs extends Minimizer {
    private static final int MEMORY = 20;

    /** A tolerance within which the last step may be where no shorter one helps. */
    private static final double SMALL_ENOUGH = 1e-6;

    /** Share of the slope that may be left after a step whose gain is hidden; the usual choice. */
    private static final double SHRUNK = 0.9;

    /** A step and the gradient's change along it, both in columns' sizes. */
    record Pair(double[] step, double[] change, double product) implements Serializable {}

    private final double[] curvature;
    private final ArrayDeque<Pair> pairs = new ArrayDeque<>();

    /**
     * @param totalWeight of the rows; a quarter of it is the steepest second derivative of the loss
     *     along a column of size 1
     */
    Lbfgs(Settings settings, ColumnNorms norms, double totalWeight) {
        super(settings, norms);
        this.curvature = new double[norms.sizes().length];
        for (int i = 0; i < curvature.length; i++) {
            double penalty = i < settings.offset() ? 0 : settings.reg();
            curvature[i] = totalWeight / 4 + penalty / (norms.sizes()[i] * norms.sizes()[i]);
        }
    }

    @Override
    double[] next(ObjectiveAt point) {
        if (current != null && !isProgress(point)) {
            return shorten();
        }
        if (current != null) {
            remember(point);
            steps++;
        }
        current = point;
        length = 1;
        step = unscaled(direction());
        converged = norms.isSmall(step, current.coefficients(), settings.tol());
        return converged || steps >= mostSteps ? null : candidate();
    }

    /** A step that no shortening makes good is as far as rounding lets it come. */
    private double[] shorten() {
        if (halve()) {
            return candidate();
        }
        converged = norms.isSmall(step, current.coefficients(), SMALL_ENOUGH);
        return null;
    }

    /** Where rounding hides the objective's fall, a slope that shrank has to do. */
    private boolean isProgress(ObjectiveAt point) {
        double slope = current.slope(step);
        return isHidden(slope) ? Math.abs(point.slope(step)) <= -SHRUNK * slope : falls(point);
    }

    private void remember(ObjectiveAt point) {
        double[] moved = new double[curvature.length];
        double[] change = new double[curvature.length];
        for (int i = 0; i < moved.length; i++) {
            double size = norms.sizes()[i];
            moved[i] = (point.coefficients()[i] - current.coefficients()[i]) * size;
            change[i] = (point.gradient()[i] - current.gradient()[i]) / size;
        }
        double product = dot(moved, change);
        if (product > 0) {
            pairs.addLast(new Pair(moved, change, product));
        }
        if (pairs.size() > MEMORY) {
            pairs.removeFirst();
        }
    }

    private double[] direction() {
        double[] direction = new double[curvature.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = -current.gradient()[i] / norms.sizes()[i];
        }
        Deque<Double> shares = new ArrayDeque<>();
        for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
            Pair pair = newest.next();
            double share = dot(pair.step, direction) / pair.product;
            shares.addFirst(share);
            add(-share, pair.change, direction);
        }
        divide(direction);
        for (Pair pair : pairs) {
            double share = shares.removeFirst() - dot(pair.change, direction) / pair.product;
            add(share, pair.step, direction);
        }
        return direction;
    }

    /** By the second derivatives' diagonal bound, corrected by what the newest step showed. */
    private void divide(double[] direction) {
        double correction = 1;
        if (!pairs.isEmpty()) {
            Pair newest = pairs.getLast();
            double[] preconditioned = newest.change.clone();
            Arrays.setAll(preconditioned, i -> preconditioned[i] / curvature[i]);
            correction = newest.product / dot(newest.change, preconditioned);
        }
        for (int i = 0; i < direction.length; i++) {
            direction[i] *= correction / curvature[i];
        }
    }

    private double[] unscaled(double[] direction) {
        Arrays.setAll(direction, i -> direction[i] / norms.sizes()[i]);
        return direction;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private static void add(double factor, double[] addend, double[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * addend[i];
        }
    }

    @Override
    LogisticState.Reached reached() {
        return super.reached().withPairs(List.copyOf(pairs));
    }

    @Override
    void resume(LogisticState.Reached reached) {
        super.resume(reached);
        pairs.addAll(reached.pairs());
    }

    @Override
    boolean needsHessian() {
        return false;
    }
}
