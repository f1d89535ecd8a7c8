package io.flinklab.training.logistic;

import io.flinklab.training.TrainingException;
import java.io.Serializable;
import java.time.Duration;

/**
 * What a training depends on besides its rows.
 *
 * @param reg L2 penalty, 0 or more
 * @param maxIter most steps
 * @param tol relative tolerance, see {@link PenalizedLogisticRegression}
 * @param fitIntercept whether there is an intercept
 * @param classWeights "none", "balanced" or two numbers
 * @param solver "auto", "newton" or "lbfgs"
 * @param timeLimit wall time for the iterations; zero for none
 */
record Settings(
        double reg,
        int maxIter,
        double tol,
        boolean fitIntercept,
        String classWeights,
        String solver,
        Duration timeLimit)
        implements Serializable {

    /** Up to here the second derivatives cost less than the steps they save. */
    static final int WIDEST_NEWTON = 400;

    /** Without a limit of time. */
    Settings(
            double reg,
            int maxIter,
            double tol,
            boolean fitIntercept,
            String classWeights,
            String solver) {
        this(reg, maxIter, tol, fitIntercept, classWeights, solver, Duration.ZERO);
    }

    int offset() {
        return fitIntercept ? 1 : 0;
    }

    /**
     * Whether Newton's method solves it.
     *
     * @throws TrainingException it was asked for, and its second derivatives take too much memory
     */
    boolean newton(int features) {
        boolean asked = solver.equals("newton");
        if (asked && features > NewtonSolver.MOST_STANDARD_ERRORS) {
            throw Refusals.tooWideForNewton(features);
        }
        return asked || solver.equals("auto") && features <= WIDEST_NEWTON;
    }

    /**
     * Factors for the weights of rows labelled 0 and 1.
     *
     * @param totals weight of the rows labelled 0 and 1, both above 0
     */
    double[] classWeightFactors(double[] totals) {
        return switch (classWeights) {
            case "none" -> new double[] {1, 1};
            case "balanced" -> {
                double half = (totals[0] + totals[1]) / 2;
                yield new double[] {half / totals[0], half / totals[1]};
            }
            default -> parse(classWeights);
        };
    }

    /** Whether a text is one of those that {@code classWeights} may be. */
    static boolean areClassWeights(String text) {
        return "none".equals(text) || "balanced".equals(text) || parse(text) != null;
    }

    private static double[] parse(String text) {
        String[] parts = text == null ? new String[0] : text.split(",", -1);
        if (parts.length != 2) {
            return null;
        }
        try {
            double[] factors = {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
            boolean usable = factors[0] > 0 && factors[1] > 0;
            return usable && Double.isFinite(factors[0] + factors[1]) ? factors : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
