package io.flinklab.online;

import io.flinklab.evaluation.Bootstrap;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.serving.MetricBound;
import io.flinklab.tuning.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When a challenger takes a champion's place: it is better on the same labelled rows, by more than
 * a margin, and that with confidence; no bound is missed; and there are enough rows to say so.
 *
 * <p>The confidence is that of a paired bootstrap: the interval of the gain lies above the margin.
 * Of challengers that are exactly as much better as the margin, an interval of level .95 promotes
 * 2.5 of 100.
 *
 * @param metric what says which one is better
 * @param margin by how much it has to be better at least, 0 or more
 * @param bounds what the challenger's metrics must reach on these rows, each named as by {@link
 *     Evaluation#toMap()}
 * @param minRows the fewest rows that decide, 1 or more
 * @param minPerClass the fewest rows of each label among them, 1 or more
 * @param bootstrap gives the interval
 */
public record PromotionRule(
        Metric metric,
        double margin,
        List<MetricBound> bounds,
        int minRows,
        int minPerClass,
        Bootstrap bootstrap) {

    /** Refuses values outside their ranges. */
    public PromotionRule {
        bounds = List.copyOf(bounds);
        if (!(margin >= 0 && Double.isFinite(margin))) {
            throw new IllegalArgumentException("the margin is 0 or more; found " + margin + ".");
        } else if (minRows < 1 || minPerClass < 1) {
            throw new IllegalArgumentException(
                    "a decision needs 1 labelled row or more of each label; found %s rows, %s of each."
                            .formatted(minRows, minPerClass));
        }
    }

    /**
     * Compares two models on the same rows.
     *
     * @param labels 0 or 1
     * @param champion its scores of the rows, 0 to 1; NaN where it gives none
     * @param challenger the same; rows that one of the two does not score are left out
     */
    public PromotionVerdict judge(double[] labels, double[] champion, double[] challenger) {
        int[] scored =
                IntStream.range(0, labels.length)
                        .filter(i -> !Double.isNaN(champion[i]) && !Double.isNaN(challenger[i]))
                        .toArray();
        double[] truth = at(scored, labels);
        PromotionVerdict.Rows rows = rows(truth, labels.length - scored.length);
        return tooFew(rows)
                .orElseGet(() -> judge(rows, truth, at(scored, champion), at(scored, challenger)));
    }

    /**
     * The verdict on so few labelled rows that no challenger need be trained: the champion stays.
     *
     * @return empty where there are enough
     */
    public Optional<PromotionVerdict> tooFew(double[] labels) {
        return tooFew(rows(labels, 0));
    }

    private Optional<PromotionVerdict> tooFew(PromotionVerdict.Rows rows) {
        long negatives = rows.labelled() - rows.positives();
        boolean enough =
                rows.labelled() >= minRows && Math.min(rows.positives(), negatives) >= minPerClass;
        return enough
                ? Optional.empty()
                : Optional.of(
                        PromotionVerdict.keep(
                                "too few labelled rows to decide: expected %s, of each label %s; found %s, of which %s have the label 1"
                                        .formatted(
                                                minRows,
                                                minPerClass,
                                                rows.labelled(),
                                                rows.positives()),
                                rows));
    }

    private PromotionVerdict judge(
            PromotionVerdict.Rows rows, double[] labels, double[] champion, double[] challenger) {
        Evaluation found = Evaluation.of(labels, challenger);
        PromotionVerdict.Comparison comparison =
                new PromotionVerdict.Comparison(
                        metric,
                        metric.of(Evaluation.of(labels, champion)),
                        metric.of(found),
                        bootstrap.difference(labels, challenger, champion, this::gain));
        List<String> missed =
                bounds.stream().flatMap(bound -> bound.refusal(found.toMap()).stream()).toList();
        boolean better = comparison.gain().lower() > margin;
        String reason =
                missed.isEmpty()
                        ? comparison + (better ? " is above " : " is not above ") + margin(margin)
                        : "the challenger misses a bound: " + String.join("; ", missed);
        return new PromotionVerdict(better && missed.isEmpty(), reason, rows, comparison);
    }

    private double gain(Evaluation evaluation) {
        return metric.gain(metric.of(evaluation), 0);
    }

    private static String margin(double margin) {
        return "the margin " + String.format(Locale.ROOT, "%.4f", margin);
    }

    private static PromotionVerdict.Rows rows(double[] labels, long leftOut) {
        long positives = Arrays.stream(labels).filter(label -> label == 1).count();
        return new PromotionVerdict.Rows(labels.length, positives, leftOut);
    }

    private static double[] at(int[] positions, double[] values) {
        return IntStream.of(positions).mapToDouble(i -> values[i]).toArray();
    }
}
