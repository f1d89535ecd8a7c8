package io.flinklab.lesson;

import io.flinklab.evaluation.Evaluation;
import java.util.Arrays;

/**
 * A logistic regression on feature vectors: score = 1 / (1 + exp(-(intercept + coefficients · x))).
 *
 * @param coefficients one for each feature
 */
public record LogisticModel(double intercept, double[] coefficients) {

    /** Where training starts: all 0, so that every score is one half. */
    public static LogisticModel zero(int features) {
        return new LogisticModel(0, new double[features]);
    }

    /** The share of label 1 among some rows, of both labels, as the score of every row. */
    public static LogisticModel constant(FeatureVectors rows) {
        double share = Arrays.stream(rows.labels()).average().orElseThrow();
        return new LogisticModel(Math.log(share / (1 - share)), new double[rows.width()]);
    }

    /** One row's probability of label 1. */
    public double score(double[] features) {
        return 1 / (1 + Math.exp(-margin(features)));
    }

    /** The metrics on labelled rows. */
    public Evaluation evaluation(FeatureVectors rows) {
        return Evaluation.of(
                rows.labels(), Arrays.stream(rows.features()).mapToDouble(this::score).toArray());
    }

    /** Mean of -ln(probability given to the true label), without a penalty. */
    public double logLoss(FeatureVectors rows) {
        double sum = 0;
        for (int i = 0; i < rows.size(); i++) {
            double margin = margin(rows.features()[i]);
            double right = rows.labels()[i] == 1 ? margin : -margin;
            // The same as log(1 + exp(-right)), which overflows for rows that are far wrong.
            sum += Math.log1p(Math.exp(-Math.abs(right))) + Math.max(0, -right);
        }
        return sum / rows.size();
    }

    private double margin(double[] features) {
        double sum = intercept;
        for (int j = 0; j < features.length; j++) {
            sum += coefficients[j] * features[j];
        }
        return sum;
    }
}
