package io.flinklab.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Reliability: do 30 of 100 rows with score 0.3 turn out 1? Bins of equal width as in
 * scikit-learn's {@code calibration_curve}; those without weight are left out.
 *
 * @param bins by rising score
 */
public record Calibration(List<Bin> bins) {

    /** The number of bins of {@link Evaluation#calibrationError()}. */
    public static final int DEFAULT_BINS = 10;

    /** Copies the list. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    static Calibration of(SortedRows rows, int bins) {
        if (bins < 1) {
            throw new EvaluationException("Calibration needs 1 bin or more; found " + bins + ".");
        }
        double[] weights = new double[bins];
        double[] scores = new double[bins];
        double[] positives = new double[bins];
        long[] counts = new long[bins];
        for (int i = 0; i < rows.size(); i++) {
            int bin = Math.max(0, (int) Math.ceil(rows.score(i) * bins) - 1);
            weights[bin] += rows.weight(i);
            scores[bin] += rows.weight(i) * rows.score(i);
            positives[bin] += rows.positive(i) ? rows.weight(i) : 0;
            counts[bin]++;
        }
        List<Bin> filled = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            if (weights[bin] > 0) {
                filled.add(
                        new Bin(
                                (double) bin / bins,
                                (bin + 1.0) / bins,
                                scores[bin] / weights[bin],
                                positives[bin] / weights[bin],
                                weights[bin],
                                counts[bin]));
            }
        }
        return new Calibration(filled);
    }

    /** Expected calibration error: the mean gap, each bin counted by its weight; 0 to 1. */
    public double expectedError() {
        double gaps = 0;
        double weights = 0;
        for (Bin bin : bins) {
            gaps += bin.weight() * bin.gap();
            weights += bin.weight();
        }
        return gaps / weights;
    }

    /**
     * The rows with a score in (from, to]; the first bin holds score 0 too.
     *
     * @param meanScore weighted mean of the scores
     * @param observedShare weighted share of the rows labelled 1
     * @param weight sum of the weights
     * @param rows how many, at least 1
     */
    public record Bin(
            double from,
            double to,
            double meanScore,
            double observedShare,
            double weight,
            long rows) {

        /** How far the mean score is from what happened, 0 to 1. */
        public double gap() {
            return Math.abs(meanScore - observedShare);
        }
    }
}
