package io.flinklab.lesson;

import java.util.Arrays;

/**
 * Logistic regression with Flink ML's penalty, solved to its optimum in plain Java. It finds the
 * model that minimises
 *
 * <pre>mean of the rows' log-loss + reg (elasticNet |b|₁ + (1 - elasticNet) / 2 |b|²)</pre>
 *
 * with b the coefficients: the formula in Flink ML's {@code RegularizationUtils}. The intercept is
 * not penalised. Proximal Newton: each step replaces the log-loss by the parabola that touches it,
 * and minimises that plus the penalty; where there is L1, one coefficient at a time (Friedman,
 * Hastie and Tibshirani, 2010).
 *
 * @param reg weight of the penalty beside the mean of the losses, 0 or more
 * @param elasticNet share of the penalty that is L1, 0 to 1
 * @param intercept whether the model has one; Flink ML's has none
 */
public record ElasticNet(double reg, double elasticNet, boolean intercept) {
    private static final int MOST_STEPS = 60;
    private static final int MOST_SWEEPS = 2_000;

    /** A step or a sweep that moves no coefficient by more than this is the last one. */
    private static final double TOLERANCE = 1e-10;

    /** Refuses what is out of range. */
    public ElasticNet {
        if (!(reg >= 0 && elasticNet >= 0 && elasticNet <= 1)) {
            throw new IllegalArgumentException(
                    "Expected reg of 0 or more and elasticNet from 0 to 1; found %s and %s."
                            .formatted(reg, elasticNet));
        }
    }

    /** The best model of labelled rows. The same rows in the same order give the same model. */
    public LogisticModel fit(FeatureVectors rows) {
        LogisticModel model = LogisticModel.zero(rows.width());
        for (int step = 0; step < MOST_STEPS; step++) {
            Parabola parabola = Parabola.of(model, rows);
            LogisticModel bottom = l1() == 0 ? vertex(model, parabola) : bottom(model, parabola);
            LogisticModel next = damped(model, bottom, rows);
            double moved = distance(model, next);
            model = next;
            if (moved < TOLERANCE) {
                return model;
            }
        }
        return model;
    }

    /** What {@link #fit} makes small. */
    public double objective(LogisticModel model, FeatureVectors rows) {
        double penalty = 0;
        for (double b : model.coefficients()) {
            penalty += l1() * Math.abs(b) + l2() / 2 * b * b;
        }
        return model.logLoss(rows) + penalty;
    }

    private double l1() {
        return reg * elasticNet;
    }

    private double l2() {
        return reg * (1 - elasticNet);
    }

    /** Where the parabola plus an L2 penalty is smallest: the solution of linear equations. */
    private LogisticModel vertex(LogisticModel model, Parabola parabola) {
        double[] point = point(model);
        int first = intercept ? 0 : 1;
        double[][] equations = new double[point.length - first][];
        for (int j = first; j < point.length; j++) {
            double[] curvatures = parabola.curvatures()[j];
            double[] equation = Arrays.copyOfRange(curvatures, first, point.length + 1);
            double penalty = j == 0 ? 0 : l2();
            equation[j - first] += penalty;
            equation[equation.length - 1] = -parabola.slopes()[j] - penalty * point[j];
            equations[j - first] = equation;
        }
        double[] change = LinearEquations.solve(equations);
        for (int j = first; j < point.length; j++) {
            point[j] += change[j - first];
        }
        return model(point);
    }

    /** Where the parabola plus the penalty is smallest, one coefficient after the other. */
    private LogisticModel bottom(LogisticModel model, Parabola parabola) {
        double[] slopes = parabola.slopes().clone();
        double[] point = point(model);
        double moved = Double.MAX_VALUE;
        for (int sweep = 0; sweep < MOST_SWEEPS && moved > TOLERANCE; sweep++) {
            moved = 0;
            for (int j = intercept ? 0 : 1; j < point.length; j++) {
                double[] curvatures = parabola.curvatures()[j];
                double change = best(j, point[j], slopes[j], curvatures[j]) - point[j];
                point[j] += change;
                for (int k = 0; change != 0 && k < point.length; k++) {
                    slopes[k] += change * curvatures[k];
                }
                moved = Math.max(moved, Math.abs(change));
            }
        }
        return model(point);
    }

    /** The best value of one coefficient while the others stay: 0 where L1 outweighs the slope. */
    private double best(int position, double value, double slope, double curvature) {
        if (position == 0) {
            return value - slope / curvature;
        }
        double pull = curvature * value - slope;
        double left = Math.max(0, Math.abs(pull) - l1());
        return left == 0 ? 0 : Math.signum(pull) * left / (curvature + l2());
    }

    /** Goes half as far, as often as the objective would rise. */
    private LogisticModel damped(LogisticModel from, LogisticModel to, FeatureVectors rows) {
        double before = objective(from, rows);
        LogisticModel next = to;
        while (objective(next, rows) > before && distance(from, next) > TOLERANCE) {
            next = halfway(from, next);
        }
        return next;
    }

    private static LogisticModel halfway(LogisticModel from, LogisticModel to) {
        double[] middle = from.coefficients().clone();
        Arrays.setAll(middle, j -> (middle[j] + to.coefficients()[j]) / 2);
        return new LogisticModel((from.intercept() + to.intercept()) / 2, middle);
    }

    private static double distance(LogisticModel from, LogisticModel to) {
        double[] a = point(from);
        double[] b = point(to);
        double largest = 0;
        for (int j = 0; j < a.length; j++) {
            largest = Math.max(largest, Math.abs(a[j] - b[j]));
        }
        return largest;
    }

    private static LogisticModel model(double[] point) {
        return new LogisticModel(point[0], Arrays.copyOfRange(point, 1, point.length));
    }

    /** The intercept, then the coefficients. */
    private static double[] point(LogisticModel model) {
        double[] point = new double[model.coefficients().length + 1];
        point[0] = model.intercept();
        System.arraycopy(model.coefficients(), 0, point, 1, point.length - 1);
        return point;
    }

    /**
     * The slopes of the mean log-loss at a model and its second derivatives there, with the
     * intercept as position 0.
     */
    private record Parabola(double[] slopes, double[][] curvatures) {
        /**
         * Keeps a feature that is 0 in all rows, or rows without a doubt left, from a division by
         * 0.
         */
        private static final double SMALLEST_CURVATURE = 1e-12;

        static Parabola of(LogisticModel model, FeatureVectors rows) {
            int size = rows.width() + 1;
            Parabola sums = new Parabola(new double[size], new double[size][size]);
            double[] x = new double[size];
            x[0] = 1;
            for (int i = 0; i < rows.size(); i++) {
                System.arraycopy(rows.features()[i], 0, x, 1, size - 1);
                double score = model.score(rows.features()[i]);
                sums.add(x, score - rows.labels()[i], score * (1 - score), rows.size());
            }
            for (int j = 0; j < size; j++) {
                sums.curvatures[j][j] += SMALLEST_CURVATURE;
                for (int k = 0; k < j; k++) {
                    sums.curvatures[k][j] = sums.curvatures[j][k];
                }
            }
            return sums;
        }

        /** Adds one row to the lower triangle. */
        private void add(double[] x, double error, double curvature, int rows) {
            for (int j = 0; j < x.length; j++) {
                slopes[j] += error * x[j] / rows;
                double factor = curvature * x[j] / rows;
                for (int k = 0; factor != 0 && k <= j; k++) {
                    curvatures[j][k] += factor * x[k];
                }
            }
        }
    }
}
