package io.flinklab.training.logistic;

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
            throw new TrainingException(
                    "The sums over the training rows overflow: features or weights are too large"
                            + " for double arithmetic. Scale them (StandardScaler) and train"
                            + " again.");
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
}
