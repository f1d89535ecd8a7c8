package io.flinklab.training.logistic;

import io.flinklab.training.TrainingException;
import io.flinklab.training.rounds.GradientSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why some training rows have no model, or no single one, and what to do about it. */
final class Refusals {
    /** Below this share a column is only rounding's part of a combination. */
    private static final double SMALLEST_SHARE = 1e-6;

    /** More names than this make a message harder to read, not clearer. */
    private static final int MOST_NAMES = 8;

    private static final String ENDLESS =
            " Without a penalty the coefficients then grow without end. Set a penalty (reg > 0), or"
                    + " check whether a feature gives the label away.";

    private Refusals() {}

    /** Refuses rows by their counts alone. */
    static void requireModel(GradientSums counts) {
        if (counts.rows + counts.ignoredRows == 0) {
            throw new TrainingException(
                    "There are no training rows. Check the path and the filters before training.");
        }
        if (counts.smallestSize != counts.largestSize) {
            throw new TrainingException(
                    "All features vectors must have the same size; found sizes from "
                            + counts.smallestSize
                            + " to "
                            + counts.largestSize
                            + ". Check the stage that makes the features.");
        }
        if (counts.largestSize == 0) {
            throw new TrainingException(
                    "All features vectors are empty. Check the stage that makes the features.");
        }
        if (counts.largestSize > PenalizedLogisticRegression.MOST_FEATURES) {
            throw tooWide(counts.largestSize);
        }
        if (counts.rows == 0) {
            throw new TrainingException(
                    "All "
                            + counts.ignoredRows
                            + " training rows have the weight 0. Give at least one row of each"
                            + " label a weight above 0.");
        }
        checkLabels(counts);
    }

    private static void checkLabels(GradientSums counts) {
        for (int label = 0; label < 2; label++) {
            if (counts.labelWeights[label] == 0) {
                throw new TrainingException(
                        String.format(
                                Locale.ROOT,
                                "Training needs rows of both labels, 0 and 1; all %d rows (of a"
                                        + " weight above 0) have the label %d. Check the label"
                                        + " column and the filters before training.",
                                counts.rows,
                                1 - label));
            }
        }
    }

    private static TrainingException tooWide(int features) {
        return new TrainingException(
                "Expected at most %s features, because the solver holds some fifty numbers for each; found %s. Leave columns out, or put rare categories together."
                        .formatted(PenalizedLogisticRegression.MOST_FEATURES, features));
    }

    /** Newton's method was asked for. */
    static TrainingException tooWideForNewton(int features) {
        return new TrainingException(
                "Newton's method holds a second derivative for each two features, so it takes at most %s features; found %s. Set the solver to auto or lbfgs."
                        .formatted(NewtonSolver.MOST_STANDARD_ERRORS, features));
    }

    /** The classes are separable, so that without a penalty the coefficients grow without end. */
    static TrainingException separable(long rows) {
        return new TrainingException(
                "The training data is perfectly separable: a plane between the classes has all "
                        + rows
                        + " rows on their right side."
                        + ENDLESS);
    }

    /**
     * The same where only a part of the rows is separable.
     *
     * @param step the solver's last step, which is long in the columns at fault
     */
    static TrainingException partlySeparable(double[] step, ColumnNorms norms, int offset) {
        double largest = norms.largest(step);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < step.length && names.size() < MOST_NAMES; i++) {
            if (Math.abs(step[i]) * norms.sizes()[i] > largest / 10) {
                names.add(name(i, offset));
            }
        }
        return new TrainingException(
                "The training data is partly separable: some value or combination of "
                        + String.join(", ", names)
                        + " (counted from 0) occurs with one label only."
                        + ENDLESS);
    }

    /** The second derivatives cannot be factored. */
    static TrainingException collinear(Cholesky factor, Settings settings) {
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

    private static String name(int coefficient, int offset) {
        return coefficient < offset ? "the intercept" : "feature " + (coefficient - offset);
    }

    /** The sums are no finite numbers. */
    static TrainingException overflow() {
        return new TrainingException(
                "The sums over the training rows overflow: features or weights are too large"
                        + " for double arithmetic. Scale them (StandardScaler) and train"
                        + " again.");
    }
}
