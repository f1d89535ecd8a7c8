package io.flinklab.training.logistic;

import java.io.Serializable;

/**
 * What decides a training besides its rows.
 *
 * @param reg L2 penalty, 0 or more
 * @param maxIter steps at the most
 * @param tol relative tolerance, see {@link PenalizedLogisticRegression}
 * @param fitIntercept whether there is an intercept
 * @param classWeights "none", "balanced" or two numbers
 * @param solver "auto", "newton" or "lbfgs"
 */
record Settings(
        double reg,
        int maxIter,
        double tol,
        boolean fitIntercept,
        String classWeights,
        String solver)
        implements Serializable {

    /** Up to here the second derivatives cost less than the steps they save. */
    static final int WIDEST_NEWTON = 400;

    int offset() {
        return fitIntercept ? 1 : 0;
    }

    boolean newton(int features) {
        return solver.equals("newton") || solver.equals("auto") && features <= WIDEST_NEWTON;
    }
}
