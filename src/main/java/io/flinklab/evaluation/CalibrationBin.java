package io.flinklab.evaluation;

/**
 * The rows with a score in (from, to]; the first bin holds score 0 too.
 *
 * @param meanScore weighted mean of the scores
 * @param observedShare weighted share of the rows labelled 1
 * @param weight sum of the weights
 * @param rows how many, at least 1
 */
public record CalibrationBin(
        double from, double to, double meanScore, double observedShare, double weight, long rows) {

    /** How far the mean score is from what happened, 0 to 1. */
    public double gap() {
        return Math.abs(meanScore - observedShare);
    }
}
