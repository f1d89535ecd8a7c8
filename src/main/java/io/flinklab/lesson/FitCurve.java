package io.flinklab.lesson;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How well models fit the rows that trained them and rows that did not, while one thing changes.
 * The models are logistic regressions with an intercept, solved to their optimum.
 *
 * @param x what changes: the penalty in powers of ten, or the number of training rows
 * @param training log-loss on the rows that trained, one for each x
 * @param validation log-loss on the other rows
 */
public record FitCurve(double[] x, double[] training, double[] validation) {

    /**
     * A validation curve: one model for each penalty.
     *
     * @param regs weights of the L2 penalty beside the sum of the losses, above 0
     */
    public static FitCurve overPenalties(
            FeatureVectors train, FeatureVectors validation, double... regs) {
        LogisticModel[] models =
                DoubleStream.of(regs)
                        .mapToObj(reg -> fit(train, reg))
                        .toArray(LogisticModel[]::new);
        return new FitCurve(
                DoubleStream.of(regs).map(Math::log10).toArray(),
                Arrays.stream(models).mapToDouble(model -> model.logLoss(train)).toArray(),
                Arrays.stream(models).mapToDouble(model -> model.logLoss(validation)).toArray());
    }

    /**
     * A learning curve: one model for the first rows, for some more, and so on.
     *
     * @param reg weight of the L2 penalty beside the sum of the losses, above 0
     * @param sizes how many rows train each model
     */
    public static FitCurve overRows(
            FeatureVectors train, FeatureVectors validation, double reg, int... sizes) {
        double[] training = new double[sizes.length];
        double[] others = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            FeatureVectors part = train.slice(0, sizes[i]);
            LogisticModel model = fit(part, reg);
            training[i] = model.logLoss(part);
            others[i] = model.logLoss(validation);
        }
        return new FitCurve(IntStream.of(sizes).asDoubleStream().toArray(), training, others);
    }

    /** The x at which the loss on the validation rows is smallest. */
    public double best() {
        int best = 0;
        for (int i = 1; i < x.length; i++) {
            best = validation[i] < validation[best] ? i : best;
        }
        return x[best];
    }

    private static LogisticModel fit(FeatureVectors rows, double reg) {
        return new ElasticNet(reg / rows.size(), 0, true).fit(rows);
    }
}
