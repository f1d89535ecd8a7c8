package io.flinklab.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * The curves behind an {@link Evaluation}, drawn from the same rows and exact in the same way: tied
 * rows make one point. All but the calibration need both classes and otherwise throw an {@link
 * EvaluationException}.
 */
public final class Curves {
    private final SortedRows rows;
    private final Steps steps;

    private Curves(SortedRows rows) {
        this.rows = rows;
        this.steps = Steps.of(rows);
    }

    /**
     * Curves of rows of equal weight.
     *
     * @see Evaluation#of(double[], double[])
     */
    public static Curves of(double[] labels, double[] scores) {
        return of(labels, scores, SortedRows.ones(labels.length));
    }

    /**
     * Curves of weighted rows.
     *
     * @see Evaluation#of(double[], double[], double[])
     */
    public static Curves of(double[] labels, double[] scores, double[] weights) {
        return new Curves(SortedRows.ofProbabilities(labels, scores, weights));
    }

    /** True positive rate (y) against false positive rate (x), from (0, 0); area: AUROC. */
    public Curve roc() {
        return curve(
                origin(0),
                (tp, fp, threshold) ->
                        new Curve.Point(fp / steps.negatives(), tp / steps.positives(), threshold));
    }

    /**
     * Precision (y) against recall (x), from (0, 1); area: {@link Ranking#areaUnderPr()}, area of
     * steps: {@link Ranking#averagePrecision()}.
     */
    public Curve precisionRecall() {
        return curve(
                origin(1),
                (tp, fp, threshold) ->
                        new Curve.Point(tp / steps.positives(), tp / (tp + fp), threshold));
    }

    /**
     * Share of the positives caught (y) against share of all rows caught (x), from (0, 0): how many
     * of the positives are among the 20 % with the highest scores? Area: {@link Ranking#lorenz()}.
     */
    public Curve cumulativeGain() {
        return curve(
                origin(0),
                (tp, fp, threshold) ->
                        new Curve.Point((tp + fp) / total(), tp / steps.positives(), threshold));
    }

    /** Flink ML's name of the {@link #cumulativeGain()} curve. */
    public Curve lorenz() {
        return cumulativeGain();
    }

    /**
     * Share of positives among the rows caught, in multiples of their share among all (y), against
     * share of all rows caught (x); ends at (1, 1).
     */
    public Curve lift() {
        return curve(
                List.of(),
                (tp, fp, threshold) ->
                        new Curve.Point(
                                (tp + fp) / total(),
                                tp / (tp + fp) / (steps.positives() / total()),
                                threshold));
    }

    /** Reliability in ten bins. */
    public Calibration calibration() {
        return calibration(Calibration.DEFAULT_BINS);
    }

    /**
     * Reliability.
     *
     * @param bins of equal width, 1 or more
     */
    public Calibration calibration(int bins) {
        return Calibration.of(rows, bins);
    }

    private double total() {
        return steps.positives() + steps.negatives();
    }

    private static List<Curve.Point> origin(double y) {
        return List.of(new Curve.Point(0, y, Double.POSITIVE_INFINITY));
    }

    private Curve curve(List<Curve.Point> origin, PointOfStep pointOfStep) {
        if (steps.positives() == 0 || steps.negatives() == 0) {
            throw new EvaluationException(
                    ("A curve needs rows of both labels;"
                                    + " found weight %s of label 1 and %s of label 0.")
                            .formatted(steps.positives(), steps.negatives()));
        }
        List<Curve.Point> points = new ArrayList<>(origin);
        for (int i = 0; i < steps.size(); i++) {
            points.add(
                    pointOfStep.at(
                            steps.truePositives(i), steps.falsePositives(i), steps.threshold(i)));
        }
        return new Curve(points);
    }

    private interface PointOfStep {
        Curve.Point at(double truePositives, double falsePositives, double threshold);
    }
}
