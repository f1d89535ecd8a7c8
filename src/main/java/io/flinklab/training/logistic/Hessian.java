package io.flinklab.training.logistic;

import java.util.ArrayList;
import java.util.List;

/** Factors second derivatives, or says which columns make that impossible. */
final class Hessian {
    /** 1 - R² of a column on others that rounding cannot tell from 0. */
    private static final double SMALLEST_PIVOT = 1e-12;

    /** A penalty keeps pivots above 0, so only rounding itself is in the way. */
    private static final double SMALLEST_PENALISED_PIVOT = 1e-15;

    /** Below this share a column is only rounding's part of a combination. */
    private static final double SMALLEST_SHARE = 1e-6;

    /** More names than this make a message harder to read, not clearer. */
    static final int MOST_NAMES = 8;

    private Hessian() {}

    static Cholesky factor(ObjectiveAt point, Settings settings) {
        double smallest = settings.reg() > 0 ? SMALLEST_PENALISED_PIVOT : SMALLEST_PIVOT;
        Cholesky factor = new Cholesky(point.hessian(), point.gradient().length, smallest);
        if (factor.dependent() >= 0) {
            throw collinear(factor, settings);
        }
        return factor;
    }

    private static TrainingException collinear(Cholesky factor, Settings settings) {
        String column = name(factor.dependent(), settings.offset());
        List<String> others = others(factor, settings.offset());
        String cause =
                others.isEmpty()
                        ? column + " is 0 in every training row"
                        : column + " is a linear combination of " + String.join(", ", others);
        String cure =
                settings.reg() > 0
                        ? "Raise the penalty (reg is " + settings.reg() + ")"
                        : "Set a penalty (reg > 0)";
        return new TrainingException(
                "The features are collinear, so no single set of coefficients is the best: "
                        + cause
                        + " (features are counted from 0). "
                        + cure
                        + ", or leave that feature out; for one-hot columns beside an intercept"
                        + " leave one category out of each (OneHotEncoder dropLast).");
    }

    private static List<String> others(Cholesky factor, int offset) {
        double[] shares = factor.shares();
        List<String> names = new ArrayList<>();
        int more = 0;
        for (int i = 0; i < shares.length; i++) {
            if (Math.abs(shares[i]) > SMALLEST_SHARE) {
                more += names.size() < MOST_NAMES ? 0 : 1;
                if (names.size() < MOST_NAMES) {
                    names.add(name(i, offset));
                }
            }
        }
        if (more > 0) {
            names.add(more + " more");
        }
        return names;
    }

    static String name(int coefficient, int offset) {
        return coefficient < offset ? "the intercept" : "feature " + (coefficient - offset);
    }
}
