package io.flinklab.serving;

import io.flinklab.features.Predictor.NaiveBayes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A naive Bayes classifier's logarithms, by feature and value. */
final class Likelihoods {
    private final double[] logPriors;
    private final List<Map<Double, double[]>> features;
    private final int positive;

    private Likelihoods(double[] logPriors, List<Map<Double, double[]>> features, int positive) {
        this.logPriors = logPriors;
        this.features = features;
        this.positive = positive;
    }

    static Likelihoods of(NaiveBayes stage) {
        return new Likelihoods(
                StageSteps.unboxed(stage.logPriors()),
                stage.features().stream().map(Likelihoods::byValue).toList(),
                stage.positive());
    }

    private static Map<Double, double[]> byValue(NaiveBayes.Feature feature) {
        Map<Double, double[]> byValue = new HashMap<>();
        for (int i = 0; i < feature.values().size(); i++) {
            int value = i;
            byValue.put(
                    feature.values().get(i),
                    feature.logLikelihoods().stream().mapToDouble(l -> l.get(value)).toArray());
        }
        return byValue;
    }

    /** ln(p / (1 - p)) of the probability p that the label is 1. */
    double logOdds(double[] values) {
        double[] sums = new double[logPriors.length];
        for (int i = 0; i < values.length; i++) {
            double[] known = features.get(i).get(values[i]);
            if (known != null) {
                for (int label = 0; label < sums.length; label++) {
                    sums[label] += known[label];
                }
            }
        }
        for (int label = 0; label < sums.length; label++) {
            sums[label] += logPriors[label];
        }
        return sums[positive] - sums[1 - positive];
    }
}
