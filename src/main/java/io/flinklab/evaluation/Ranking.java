package io.flinklab.evaluation;

/**
 * How well scores put positives before negatives, exact with ties and weights. It needs no
 * probabilities: any increasing change of the scores leaves it as it is. All values are from 0 to
 * 1, and all are NaN when one of the classes is missing or has no weight.
 *
 * @param auroc area under the ROC curve: the chance that a positive scores higher than a negative,
 *     a tie counting one half (Mann-Whitney)
 * @param averagePrecision the sum over thresholds of (gain in recall) x (precision there), without
 *     interpolation: scikit-learn's {@code average_precision_score}
 * @param areaUnderPr area under the precision-recall curve by trapezoids, from recall 0 and
 *     precision 1: Flink ML's {@code areaUnderPR} where no scores are tied
 * @param ks Kolmogorov-Smirnov: the largest distance between true and false positive rate
 * @param lorenz area under true positive rate against share of rows caught, which Flink ML calls
 *     {@code areaUnderLorenz} and others the cumulative gain
 */
public record Ranking(
        double auroc, double averagePrecision, double areaUnderPr, double ks, double lorenz) {

    private static final Ranking UNDEFINED =
            new Ranking(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /**
     * Ranks rows of equal weight.
     *
     * @param labels 0 or 1
     * @param scores any numbers, higher for a likelier 1; as many as labels
     * @throws EvaluationException no rows, unequal lengths, NaN, or a label that is not 0 or 1
     */
    public static Ranking of(double[] labels, double[] scores) {
        return of(labels, scores, SortedRows.ones(labels.length));
    }

    /**
     * Ranks weighted rows.
     *
     * @param weights 0 or more, finite; a row of weight 0 changes nothing
     * @see #of(double[], double[])
     */
    public static Ranking of(double[] labels, double[] scores, double[] weights) {
        return of(Steps.of(SortedRows.ofScores(labels, scores, weights)));
    }

    static Ranking of(Steps steps) {
        double positives = steps.positives();
        double negatives = steps.negatives();
        if (positives == 0 || negatives == 0) {
            return UNDEFINED;
        }
        double pairs = 0;
        double stepwise = 0;
        double trapezoids = 0;
        double gain = 0;
        double distance = 0;
        double lastTp = 0;
        double lastFp = 0;
        double lastPrecision = 1;
        for (int i = 0; i < steps.size(); i++) {
            double tp = steps.truePositives(i);
            double fp = steps.falsePositives(i);
            double precision = tp / (tp + fp);
            double meanTp = (tp + lastTp) / 2;
            pairs += (fp - lastFp) * meanTp;
            gain += (tp - lastTp + fp - lastFp) * meanTp;
            stepwise += (tp - lastTp) * precision;
            trapezoids += (tp - lastTp) * (precision + lastPrecision) / 2;
            distance = Math.max(distance, Math.abs(tp / positives - fp / negatives));
            lastTp = tp;
            lastFp = fp;
            lastPrecision = precision;
        }
        return new Ranking(
                pairs / (positives * negatives),
                stepwise / positives,
                trapezoids / positives,
                distance,
                gain / (positives * (positives + negatives)));
    }
}
