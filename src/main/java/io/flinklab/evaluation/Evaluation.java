package io.flinklab.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Metrics of scores against labels, exact with tied scores and with weights. A row of weight 0 only
 * counts in {@code rows}, {@code positives} and {@code correct}.
 *
 * <p>If one class is missing (see {@link #hasBothClasses()}), {@code auroc}, {@code
 * averagePrecision}, {@code areaUnderPr}, {@code ks}, {@code lorenz} and {@code mcc} are NaN; the
 * other metrics are numbers always.
 *
 * @param rows how many, whatever their weights
 * @param positives rows labelled 1, whatever their weights
 * @param weight sum of the weights
 * @param positiveWeight sum of the weights of rows labelled 1
 * @param ranking the metrics that depend on the order of the scores alone
 * @param logLoss mean of -ln(probability given to the true label), 0 or more; probabilities are
 *     clipped to 2^-52 from 0 and 1 as scikit-learn's {@code log_loss} does
 * @param brier mean squared distance of score and label, 0 to 1
 * @param calibrationError expected calibration error over ten bins, see {@link Calibration}
 * @param threshold a score from here on is a prediction of 1
 * @param confusion predictions against labels at the threshold
 * @param correct rows predicted right at the threshold, whatever their weights
 */
public record Evaluation(
        long rows,
        long positives,
        double weight,
        double positiveWeight,
        Ranking ranking,
        double logLoss,
        double brier,
        double calibrationError,
        double threshold,
        Confusion confusion,
        long correct) {

    /** The metrics that judge the level of scores, which then have to be probabilities. */
    public static final Set<String> OF_PROBABILITIES =
            Set.of("logLoss", "brier", "calibrationError");

    /** The threshold where none is given. */
    public static final double DEFAULT_THRESHOLD = 0.5;

    /**
     * Evaluates rows of equal weight at threshold 0.5.
     *
     * @param labels 0 or 1, at least one
     * @param scores probabilities of label 1, from 0 to 1; as many as labels
     * @throws EvaluationException no rows, unequal lengths, or a value outside its range
     */
    public static Evaluation of(double[] labels, double[] scores) {
        return of(labels, scores, DEFAULT_THRESHOLD);
    }

    /**
     * Evaluates rows of equal weight.
     *
     * @param threshold a score from here on is a prediction of 1; any number, infinity predicts
     *     none
     * @see #of(double[], double[])
     */
    public static Evaluation of(double[] labels, double[] scores, double threshold) {
        return of(labels, scores, SortedRows.ones(labels.length), threshold);
    }

    /**
     * Evaluates weighted rows at threshold 0.5.
     *
     * @param weights 0 or more, finite, not all 0
     * @see #of(double[], double[])
     */
    public static Evaluation of(double[] labels, double[] scores, double[] weights) {
        return of(labels, scores, weights, DEFAULT_THRESHOLD);
    }

    /**
     * Evaluates weighted rows.
     *
     * @see #of(double[], double[], double[])
     * @see #of(double[], double[], double)
     */
    public static Evaluation of(
            double[] labels, double[] scores, double[] weights, double threshold) {
        RowCheck.threshold(threshold);
        return of(SortedRows.ofProbabilities(labels, scores, weights), threshold);
    }

    static Evaluation of(SortedRows rows, double threshold) {
        Steps steps = Steps.of(rows);
        Losses losses = Losses.of(rows);
        long positives = 0;
        long correct = 0;
        for (int i = 0; i < rows.size(); i++) {
            positives += rows.positive(i) ? 1 : 0;
            correct += rows.positive(i) == rows.score(i) >= threshold ? 1 : 0;
        }
        return new Evaluation(
                rows.size(),
                positives,
                steps.positives() + steps.negatives(),
                steps.positives(),
                Ranking.of(steps),
                losses.logLoss(),
                losses.brier(),
                Calibration.of(rows, Calibration.DEFAULT_BINS).expectedError(),
                threshold,
                Confusion.of(rows, threshold),
                correct);
    }

    /** Whether rows of both labels have weight; without, six metrics are NaN. */
    public boolean hasBothClasses() {
        return !Double.isNaN(auroc());
    }

    /** {@link Ranking#auroc()}. */
    public double auroc() {
        return ranking.auroc();
    }

    /** {@link Ranking#averagePrecision()}. */
    public double averagePrecision() {
        return ranking.averagePrecision();
    }

    /** {@link Ranking#areaUnderPr()}. */
    public double areaUnderPr() {
        return ranking.areaUnderPr();
    }

    /** {@link Ranking#ks()}. */
    public double ks() {
        return ranking.ks();
    }

    /** {@link Ranking#lorenz()}. */
    public double lorenz() {
        return ranking.lorenz();
    }

    /** {@link Confusion#accuracy()}. */
    public double accuracy() {
        return confusion.accuracy();
    }

    /** {@link Confusion#precision()}. */
    public double precision() {
        return confusion.precision();
    }

    /** {@link Confusion#recall()}. */
    public double recall() {
        return confusion.recall();
    }

    /** {@link Confusion#f1()}. */
    public double f1() {
        return confusion.f1();
    }

    /** {@link Confusion#mcc()}. */
    public double mcc() {
        return confusion.mcc();
    }

    /**
     * All metrics by name, in a fixed order and always with the same keys; a metric that is
     * undefined or infinite is null, as JSON has no NaN.
     */
    public Map<String, Double> toMap() {
        Map<String, Double> map = new LinkedHashMap<>();
        map.put("rows", (double) rows);
        map.put("positives", (double) positives);
        map.put("correct", (double) correct);
        map.put("accuracy", accuracy());
        map.put("auroc", auroc());
        map.put("averagePrecision", averagePrecision());
        map.put("areaUnderPr", areaUnderPr());
        map.put("ks", ks());
        map.put("lorenz", lorenz());
        map.put("logLoss", logLoss);
        map.put("brier", brier);
        map.put("calibrationError", calibrationError);
        map.put("threshold", threshold);
        map.put("truePositives", confusion.tp());
        map.put("falsePositives", confusion.fp());
        map.put("trueNegatives", confusion.tn());
        map.put("falseNegatives", confusion.fn());
        map.put("precision", precision());
        map.put("recall", recall());
        map.put("f1", f1());
        map.put("mcc", mcc());
        map.replaceAll((name, value) -> Double.isFinite(value) ? value : null);
        return Collections.unmodifiableMap(map);
    }

    /** Weighted means over rows of what a probability costs when the label is known. */
    private record Losses(double logLoss, double brier) {
        /**
         * scikit-learn clips by the same amount: a sure and wrong score costs 36.04, not infinity.
         */
        private static final double CLIP = Math.ulp(1.0);

        static Losses of(SortedRows rows) {
            double log = 0;
            double squared = 0;
            double weight = 0;
            for (int i = 0; i < rows.size(); i++) {
                double miss = rows.positive(i) ? 1 - rows.score(i) : rows.score(i);
                double likelihood = rows.positive(i) ? rows.score(i) : 1 - rows.score(i);
                log -= rows.weight(i) * Math.log(Math.min(Math.max(likelihood, CLIP), 1 - CLIP));
                squared += rows.weight(i) * miss * miss;
                weight += rows.weight(i);
            }
            return new Losses(log / weight, squared / weight);
        }
    }
}
