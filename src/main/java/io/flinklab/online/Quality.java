package io.flinklab.online;

import io.flinklab.evaluation.Evaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How good a stream's scores were, each given before its row was learned from, beside the two
 * baselines that need no features. Means are weighted as the window weights its rows. A measure
 * that is undefined is NaN.
 *
 * <p>The measures are those of Bifet et al., "Efficient online evaluation of big data stream
 * classifiers" (2015); {@code kappaTemporal} is of Zliobaite et al., "Evaluation methods and
 * decision theory for classification of streaming data with temporal dependence" (2015).
 *
 * @param rows how many there were, whatever their weights
 * @param positiveShare of labels, 0 to 1
 * @param auroc {@link Evaluation#auroc()}, ties one half; undefined where all labels are alike, as
 *     is {@code averagePrecision}
 * @param averagePrecision {@link Evaluation#averagePrecision()}
 * @param logLoss {@link Evaluation#logLoss()}
 * @param brier {@link Evaluation#brier()}
 * @param accuracy share of predictions that were the label, 0 to 1
 * @param scoreBias mean score minus share of positives, -1 to 1: above 0 scores are too high
 * @param calibrationError {@link Evaluation#calibrationError()}
 * @param majorityAccuracy that of predicting the label that most rows of the stream before this one
 *     had, 0 where they are as many
 * @param noChangeAccuracy that of predicting the label of the row before, 0 for the first
 * @param kappa Cohen's: how much better the accuracy is than that of predictions as often positive,
 *     by chance; (accuracy - chance) / (1 - chance), 1 at most, 0 for no better
 * @param kappaTemporal the same in comparison with {@code noChangeAccuracy}
 * @param kappaM the same in comparison with {@code majorityAccuracy}
 */
record Quality(
        long rows,
        double positiveShare,
        double auroc,
        double averagePrecision,
        double logLoss,
        double brier,
        double accuracy,
        double scoreBias,
        double calibrationError,
        double majorityAccuracy,
        double noChangeAccuracy,
        double kappa,
        double kappaTemporal,
        double kappaM) {

    private static final double UNDEFINED = Double.NaN;

    /** Of no rows. */
    static final Quality NONE =
            new Quality(
                    0, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED,
                    UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED);

    /** A row, and what it counts: above 0. */
    record Weighted(GradedRow row, double weight) {}

    /** Measures rows. */
    static Quality of(List<Weighted> rows) {
        if (rows.isEmpty()) {
            return NONE;
        }
        Evaluation evaluation =
                Evaluation.of(
                        numbers(rows, each -> each.row().label()),
                        numbers(rows, each -> each.row().score()),
                        numbers(rows, Weighted::weight));
        double positive = share(rows, each -> each.label() == 1);
        double predicted = share(rows, each -> each.prediction() == 1);
        double right = share(rows, each -> each.prediction() == each.label());
        double majority = share(rows, GradedRow::majorityRight);
        double noChange = share(rows, GradedRow::noChangeRight);
        return new Quality(
                rows.size(),
                positive,
                evaluation.auroc(),
                evaluation.averagePrecision(),
                evaluation.logLoss(),
                evaluation.brier(),
                right,
                mean(rows, GradedRow::score) - positive,
                evaluation.calibrationError(),
                majority,
                noChange,
                above(right, positive * predicted + (1 - positive) * (1 - predicted)),
                above(right, noChange),
                above(right, majority));
    }

    private static double[] numbers(List<Weighted> rows, ToDoubleFunction<Weighted> number) {
        return rows.stream().mapToDouble(number).toArray();
    }

    private static double share(List<Weighted> rows, Predicate<GradedRow> counts) {
        return mean(rows, row -> counts.test(row) ? 1 : 0);
    }

    private static double mean(List<Weighted> rows, ToDoubleFunction<GradedRow> number) {
        double sum = 0;
        double weight = 0;
        for (Weighted each : rows) {
            sum += each.weight() * number.applyAsDouble(each.row());
            weight += each.weight();
        }
        return sum / weight;
    }

    private static double above(double accuracy, double baseline) {
        return baseline == 1 ? Double.NaN : (accuracy - baseline) / (1 - baseline);
    }

    /** All that are defined and {@code rows}, by name, as a manifest has them. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("rows", (double) rows);
        measures().forEach((name, value) -> metrics.put(name, value));
        metrics.values().removeIf(value -> value.isNaN());
        return metrics;
    }

    /** All but {@code rows} by name, in their order. */
    Map<String, Double> measures() {
        Map<String, Double> map = new LinkedHashMap<>();
        map.put("positiveShare", positiveShare);
        map.put("auroc", auroc);
        map.put("averagePrecision", averagePrecision);
        map.put("logLoss", logLoss);
        map.put("brier", brier);
        map.put("accuracy", accuracy);
        map.put("scoreBias", scoreBias);
        map.put("calibrationError", calibrationError);
        map.put("majorityAccuracy", majorityAccuracy);
        map.put("noChangeAccuracy", noChangeAccuracy);
        map.put("kappa", kappa);
        map.put("kappaTemporal", kappaTemporal);
        map.put("kappaM", kappaM);
        return map;
    }
}
