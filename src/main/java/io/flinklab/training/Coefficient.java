package io.flinklab.training;

/**
 * One coefficient of a logistic regression.
 *
 * @param feature what it multiplies; see {@link io.flinklab.features.FeatureNames}
 * @param value change of the log-odds when the feature rises by 1
 * @param standardError how far chance in the training rows moves it; NaN where it is not known
 */
public record Coefficient(String feature, double value, double standardError) {

    /** Factor of the odds, p / (1 - p), when the feature rises by 1; above 0. */
    public double oddsRatio() {
        return Math.exp(value);
    }
}
