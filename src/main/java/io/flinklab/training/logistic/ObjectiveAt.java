package io.flinklab.training.logistic;

import io.flinklab.training.TrainingException;
import io.flinklab.training.rounds.GradientSums;
import java.io.Serializable;

/**
 * The penalised objective at one point.
 *
 * @param coefficients where, the intercept first if there is one
 * @param objective sum of weighted losses + reg / 2 times the sum of squared coefficients, the
 *     intercept left out
 * @param gradient of the objective
 * @param hessian of the objective, lower triangle by rows; empty when it was not asked for
 * @param wrong rows on the wrong side of the border at probability one half, or on it
 */
record ObjectiveAt(
        double[] coefficients, double objective, double[] gradient, double[] hessian, long wrong)
        implements Serializable {
    /** 1 - R² of a column on others that rounding cannot tell from 0. */
    private static final double SMALLEST_PIVOT = 1e-12;

    /** A penalty keeps pivots above 0, so only rounding itself is in the way. */
    private static final double SMALLEST_PENALISED_PIVOT = 1e-15;

    /** Adds the penalty to the rows' sums, which are overwritten. */
    static ObjectiveAt of(double[] coefficients, int offset, GradientSums sums, double reg) {
        double squares = 0;
        for (int i = offset; i < coefficients.length; i++) {
            squares += coefficients[i] * coefficients[i];
            sums.gradient[i] += reg * coefficients[i];
            if (sums.hessian.length > 0) {
                sums.hessian[Cholesky.at(i, i)] += reg;
            }
        }
        ObjectiveAt point =
                new ObjectiveAt(
                        coefficients,
                        sums.loss + reg / 2 * squares,
                        sums.gradient,
                        sums.hessian,
                        sums.wrong);
        point.requireFinite();
        return point;
    }

    private void requireFinite() {
        double sum = objective;
        for (double slope : gradient) {
            sum += Math.abs(slope);
        }
        for (int i = 0; i < (hessian.length > 0 ? gradient.length : 0); i++) {
            sum += hessian[Cholesky.at(i, i)];
        }
        if (!Double.isFinite(sum)) {
            throw Refusals.overflow();
        }
    }

    /** Euclidean length of the gradient. */
    double gradientNorm() {
        double squares = 0;
        for (double slope : gradient) {
            squares += slope * slope;
        }
        return Math.sqrt(squares);
    }

    /** Slope of the objective along a direction. */
    double slope(double[] direction) {
        double sum = 0;
        for (int i = 0; i < direction.length; i++) {
            sum += gradient[i] * direction[i];
        }
        return sum;
    }

    /** The point {@code length} directions away. */
    double[] move(double length, double[] direction) {
        double[] moved = coefficients.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += length * direction[i];
        }
        return moved;
    }

    /**
     * Factors the second derivatives.
     *
     * @throws TrainingException columns are collinear
     */
    Cholesky factor(Settings settings) {
        double smallest = settings.reg() > 0 ? SMALLEST_PENALISED_PIVOT : SMALLEST_PIVOT;
        Cholesky factor = new Cholesky(hessian, gradient.length, smallest);
        if (factor.dependent() >= 0) {
            throw Refusals.collinear(factor, settings);
        }
        return factor;
    }
}
