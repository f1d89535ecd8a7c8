package io.flinklab.training.logistic;

import java.util.ArrayList;
import java.util.List;

/** Says that without a penalty the coefficients grow without end. */
final class Separation {
    private static final String CURE =
            " Without a penalty the coefficients then grow without end. Set a penalty (reg > 0), or"
                    + " check whether a feature gives the label away.";

    private Separation() {}

    static TrainingException complete(long rows) {
        return new TrainingException(
                "The training data is perfectly separable: a plane between the classes has all "
                        + rows
                        + " rows on their right side."
                        + CURE);
    }

    static TrainingException partial(double[] step, ColumnNorms norms, int offset) {
        double largest = norms.largest(step);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < step.length && names.size() < Hessian.MOST_NAMES; i++) {
            if (Math.abs(step[i]) * norms.sizes()[i] > largest / 10) {
                names.add(Hessian.name(i, offset));
            }
        }
        return new TrainingException(
                "The training data is partly separable: some value or combination of "
                        + String.join(", ", names)
                        + " (counted from 0) occurs with one label only."
                        + CURE);
    }
}
