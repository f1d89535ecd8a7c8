package io.flinklab.online;

import io.flinklab.evaluation.Bootstrap.Interval;
import io.flinklab.tuning.Metric;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a {@link PromotionRule} says of a champion and a challenger.
 *
 * @param promotes whether the challenger takes the champion's place
 * @param reason in words
 * @param rows that were compared
 * @param comparison of the two; null where there were too few rows for one
 */
public record PromotionVerdict(boolean promotes, String reason, Rows rows, Comparison comparison) {

    /**
     * Rows that both models were to score.
     *
     * @param labelled rows that both score, with a label
     * @param positives how many of them have the label 1
     * @param leftOut rows that one of the two does not score
     */
    public record Rows(long labelled, long positives, long leftOut) {}

    /**
     * The two on the same rows.
     *
     * @param metric that was compared
     * @param champion its metric
     * @param challenger its metric
     * @param gain by how much the challenger is better, more than 0 if it is, whichever way the
     *     metric goes; with its interval by a paired bootstrap
     */
    public record Comparison(Metric metric, double champion, double challenger, Interval gain) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s %.4f against %.4f of the champion; the gain's %.0f %% interval, %.4f to"
                            + " %.4f,",
                    metric,
                    challenger,
                    champion,
                    100 * gain.level(),
                    gain.lower(),
                    gain.upper());
        }
    }

    /** The champion stays, without a comparison. */
    static PromotionVerdict keep(String reason, Rows rows) {
        return new PromotionVerdict(false, reason, rows, null);
    }

    /** All figures by name, for a log. */
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("rows", (double) rows.labelled());
        figures.put("positives", (double) rows.positives());
        figures.put("leftOut", (double) rows.leftOut());
        if (comparison != null) {
            figures.put("champion", comparison.champion());
            figures.put("challenger", comparison.challenger());
            figures.put("gain", comparison.gain().estimate());
            figures.put("gainLower", comparison.gain().lower());
            figures.put("gainUpper", comparison.gain().upper());
        }
        return figures;
    }
}
