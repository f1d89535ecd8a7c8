package io.flinklab.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What wrong predictions cost, and which threshold therefore costs least.
 *
 * @param falseNegative cost of predicting 0 for a row labelled 1, 0 or more, in any unit
 * @param falsePositive cost of predicting 1 for a row labelled 0, 0 or more, in the same unit
 */
public record ThresholdCost(double falseNegative, double falsePositive) {

    /** Refuses costs that are negative, infinite, not numbers, or both 0. */
    public ThresholdCost {
        requireCost("falseNegative", falseNegative);
        requireCost("falsePositive", falsePositive);
        if (falseNegative == 0 && falsePositive == 0) {
            throw new EvaluationException("At least one cost is more than 0; found 0 and 0.");
        }
    }

    private static void requireCost(String name, double cost) {
        if (!(cost >= 0) || Double.isInfinite(cost)) {
            throw new EvaluationException(name + " is a finite number from 0; found " + cost + ".");
        }
    }

    /**
     * The cost at each threshold that makes a difference: infinity, then every distinct score,
     * falling.
     *
     * @see Evaluation#of(double[], double[])
     */
    public List<Expected> curve(double[] labels, double[] scores) {
        return curve(labels, scores, SortedRows.ones(labels.length));
    }

    /**
     * The cost at each threshold for weighted rows.
     *
     * @see Evaluation#of(double[], double[], double[])
     */
    public List<Expected> curve(double[] labels, double[] scores, double[] weights) {
        Steps steps = Steps.of(SortedRows.ofProbabilities(labels, scores, weights));
        List<Expected> curve = new ArrayList<>();
        curve.add(at(steps, Double.POSITIVE_INFINITY, 0, 0));
        for (int i = 0; i < steps.size(); i++) {
            curve.add(
                    at(steps, steps.threshold(i), steps.truePositives(i), steps.falsePositives(i)));
        }
        return List.copyOf(curve);
    }

    /** The cost (y) against the threshold (x, rising), for a chart; without infinity. */
    public Curve byThreshold(double[] labels, double[] scores) {
        return new Curve(
                curve(labels, scores).stream()
                        .filter(cost -> Double.isFinite(cost.threshold()))
                        .map(
                                cost ->
                                        new Curve.Point(
                                                cost.threshold(), cost.cost(), cost.threshold()))
                        .sorted(Comparator.comparingDouble(Curve.Point::x))
                        .toList());
    }

    private Expected at(Steps steps, double threshold, double tp, double fp) {
        double total = steps.positives() + steps.negatives();
        double cost = falseNegative * (steps.positives() - tp) + falsePositive * fp;
        return new Expected(threshold, cost / total, (tp + fp) / total);
    }

    /** The cheapest threshold; of equally cheap ones the highest. */
    public Expected best(double[] labels, double[] scores) {
        return best(curve(labels, scores));
    }

    /** The cheapest threshold for weighted rows. */
    public Expected best(double[] labels, double[] scores, double[] weights) {
        return best(curve(labels, scores, weights));
    }

    private static Expected best(List<Expected> curve) {
        return curve.stream().min(Comparator.comparingDouble(Expected::cost)).orElseThrow();
    }

    /** What a decision at a threshold costs: the mean over the evaluation's rows. */
    public double of(Evaluation evaluation) {
        Confusion confusion = evaluation.confusion();
        return (falseNegative * confusion.fn() + falsePositive * confusion.fp())
                / evaluation.weight();
    }

    /**
     * An evaluation's threshold, what deciding there costs, and how many rows it predicts to be 1.
     */
    public Expected expected(Evaluation evaluation) {
        Confusion confusion = evaluation.confusion();
        return new Expected(
                evaluation.threshold(),
                of(evaluation),
                (confusion.tp() + confusion.fp()) / evaluation.weight());
    }

    /**
     * The cheapest threshold if scores are true probabilities, whatever the data: predicting 1 is
     * cheaper where score x falseNegative is at least (1 - score) x falsePositive (C. Elkan, The
     * foundations of cost-sensitive learning, IJCAI 2001).
     */
    public double calibratedThreshold() {
        return falsePositive / (falsePositive + falseNegative);
    }

    /**
     * What deciding at a threshold costs.
     *
     * @param threshold rows with a score from here on are predicted to be 1; infinity: none is
     * @param cost mean over all rows, in the unit of the costs given
     * @param predictedPositive share of all rows that are predicted to be 1, 0 to 1
     */
    public record Expected(double threshold, double cost, double predictedPositive) {}
}
