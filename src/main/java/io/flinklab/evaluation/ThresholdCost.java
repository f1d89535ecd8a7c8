package io.flinklab.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A threshold is a choice of what to pay: customers predicted to leave get an offer.
 *
 * @param missedLeaver cost of a customer who leaves without an offer, 0 or more, any unit
 * @param needlessOffer cost of an offer to a customer who stays, 0 or more, same unit
 */
public record ThresholdCost(double missedLeaver, double needlessOffer) {

    /** Refuses costs that are negative, infinite, not numbers, or both 0. */
    public ThresholdCost {
        requireCost("missedLeaver", missedLeaver);
        requireCost("needlessOffer", needlessOffer);
        if (missedLeaver == 0 && needlessOffer == 0) {
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
    public List<ExpectedCost> curve(double[] labels, double[] scores) {
        return curve(labels, scores, SortedRows.ones(labels.length));
    }

    /**
     * The cost at each threshold for weighted rows.
     *
     * @see Evaluation#of(double[], double[], double[])
     */
    public List<ExpectedCost> curve(double[] labels, double[] scores, double[] weights) {
        Steps steps = Steps.of(SortedRows.ofProbabilities(labels, scores, weights));
        List<ExpectedCost> curve = new ArrayList<>();
        curve.add(at(steps, Double.POSITIVE_INFINITY, 0, 0));
        for (int i = 0; i < steps.size(); i++) {
            curve.add(
                    at(steps, steps.threshold(i), steps.truePositives(i), steps.falsePositives(i)));
        }
        return List.copyOf(curve);
    }

    /** The cost (y) against the threshold (x, rising), for a chart; without "nobody gets one". */
    public Curve byThreshold(double[] labels, double[] scores) {
        return new Curve(
                curve(labels, scores).stream()
                        .filter(cost -> Double.isFinite(cost.threshold()))
                        .map(
                                cost ->
                                        new CurvePoint(
                                                cost.threshold(), cost.cost(), cost.threshold()))
                        .sorted(Comparator.comparingDouble(CurvePoint::x))
                        .toList());
    }

    private ExpectedCost at(Steps steps, double threshold, double tp, double fp) {
        double total = steps.positives() + steps.negatives();
        double cost = missedLeaver * (steps.positives() - tp) + needlessOffer * fp;
        return new ExpectedCost(threshold, cost / total, (tp + fp) / total);
    }

    /** The cheapest threshold; of equally cheap ones the one with the fewest offers. */
    public ExpectedCost best(double[] labels, double[] scores) {
        return best(curve(labels, scores));
    }

    /** The cheapest threshold for weighted rows. */
    public ExpectedCost best(double[] labels, double[] scores, double[] weights) {
        return best(curve(labels, scores, weights));
    }

    private static ExpectedCost best(List<ExpectedCost> curve) {
        return curve.stream().min(Comparator.comparingDouble(ExpectedCost::cost)).orElseThrow();
    }

    /** What a decision at a threshold costs: the mean over the evaluation's rows. */
    public double of(Evaluation evaluation) {
        Confusion confusion = evaluation.confusion();
        return (missedLeaver * confusion.fn() + needlessOffer * confusion.fp())
                / evaluation.weight();
    }

    /** A decision's threshold, what it costs, and how many offers it makes. */
    public ExpectedCost expected(Evaluation evaluation) {
        Confusion confusion = evaluation.confusion();
        return new ExpectedCost(
                evaluation.threshold(),
                of(evaluation),
                (confusion.tp() + confusion.fp()) / evaluation.weight());
    }

    /**
     * The cheapest threshold if scores are true probabilities, whatever the data: an offer pays
     * when score x missedLeaver is at least (1 - score) x needlessOffer (C. Elkan, The foundations
     * of cost-sensitive learning, IJCAI 2001).
     */
    public double calibratedThreshold() {
        return needlessOffer / (needlessOffer + missedLeaver);
    }
}
