package io.flinklab.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Percentile intervals by the bootstrap: evaluate as many rows, drawn with replacement, again and
 * again. The same rows in the same order and the same seed give the same intervals on every
 * machine.
 *
 * @param replicates how often, 1 or more
 * @param seed of {@link Random}, whose sequence is specified
 * @param level share of replicates inside an interval, between 0 and 1
 */
public record Bootstrap(int replicates, long seed, double level) {

    /** Refuses values outside their ranges. */
    public Bootstrap {
        if (replicates < 1) {
            throw new EvaluationException(
                    "A bootstrap has 1 replicate or more; found " + replicates + ".");
        }
        if (!(level > 0 && level < 1)) {
            throw new EvaluationException("A level is between 0 and 1; found " + level + ".");
        }
    }

    /** 1,000 replicates, 95 % intervals. */
    public Bootstrap() {
        this(1000, 42, 0.95);
    }

    /**
     * The interval of one metric.
     *
     * @param metric such as {@code Evaluation::auroc}
     * @see Evaluation#of(double[], double[])
     * @throws EvaluationException if the metric is NaN on the rows themselves
     */
    public Interval interval(
            double[] labels, double[] scores, ToDoubleFunction<Evaluation> metric) {
        return intervals(labels, scores, Map.of("metric", metric)).get("metric");
    }

    /** Intervals of several metrics from the same draws, which cost little more than one. */
    public Map<String, Interval> intervals(
            double[] labels,
            double[] scores,
            Map<String, ? extends ToDoubleFunction<Evaluation>> metrics) {
        return intervals(
                labels,
                scores,
                SortedRows.ones(labels.length),
                Evaluation.DEFAULT_THRESHOLD,
                metrics);
    }

    /**
     * Intervals of several metrics of weighted rows; a row keeps its weight when drawn.
     *
     * @param threshold of the decision metrics
     * @see Evaluation#of(double[], double[], double[], double)
     */
    public Map<String, Interval> intervals(
            double[] labels,
            double[] scores,
            double[] weights,
            double threshold,
            Map<String, ? extends ToDoubleFunction<Evaluation>> metrics) {
        RowCheck.threshold(threshold);
        SortedRows rows = SortedRows.ofProbabilities(labels, scores, weights);
        Evaluation[] drawn = new Evaluation[replicates];
        Random random = new Random(seed);
        for (int i = 0; i < replicates; i++) {
            drawn[i] = Evaluation.of(rows.drawn(draws(random, rows.size())), threshold);
        }
        Evaluation whole = Evaluation.of(rows, threshold);
        Map<String, Interval> intervals = new LinkedHashMap<>();
        metrics.forEach(
                (name, metric) ->
                        intervals.put(
                                name,
                                interval(
                                        metric.applyAsDouble(whole),
                                        Arrays.stream(drawn).mapToDouble(metric).toArray())));
        return intervals;
    }

    /**
     * The interval of the first model's metric minus the second's, both seeing the same draws: it
     * is narrower than two intervals side by side suggest.
     *
     * @param first scores of one model
     * @param second scores of the other, for the same rows
     */
    public Interval difference(
            double[] labels, double[] first, double[] second, ToDoubleFunction<Evaluation> metric) {
        double[] ones = SortedRows.ones(labels.length);
        SortedRows firstRows = SortedRows.ofProbabilities(labels, first, ones);
        SortedRows secondRows = SortedRows.ofProbabilities(labels, second, ones);
        double[] differences = new double[replicates];
        Random random = new Random(seed);
        for (int i = 0; i < replicates; i++) {
            int[] draws = draws(random, labels.length);
            differences[i] = difference(firstRows.drawn(draws), secondRows.drawn(draws), metric);
        }
        return interval(difference(firstRows, secondRows, metric), differences);
    }

    private static double difference(
            SortedRows first, SortedRows second, ToDoubleFunction<Evaluation> metric) {
        return metric.applyAsDouble(Evaluation.of(first, Evaluation.DEFAULT_THRESHOLD))
                - metric.applyAsDouble(Evaluation.of(second, Evaluation.DEFAULT_THRESHOLD));
    }

    private static int[] draws(Random random, int rows) {
        int[] draws = new int[rows];
        for (int i = 0; i < rows; i++) {
            draws[random.nextInt(rows)]++;
        }
        return draws;
    }

    private Interval interval(double estimate, double[] values) {
        double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (Double.isNaN(estimate) || sorted.length == 0) {
            throw new EvaluationException(
                    "The metric is undefined (NaN) on these rows, so it has no interval;"
                            + " are both labels there?");
        }
        double tail = (1 - level) / 2;
        return new Interval(
                estimate, quantile(sorted, tail), quantile(sorted, 1 - tail), level, sorted.length);
    }

    /** Linear between the two nearest values, as NumPy's default. */
    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /**
     * A metric and how far chance may have moved it.
     *
     * @param estimate the metric on the rows themselves
     * @param lower the interval's lower end
     * @param upper the interval's upper end
     * @param level share of replicates between the ends, such as 0.95
     * @param replicates how many had a value; those where the metric is NaN (a class was not drawn)
     *     are left out
     */
    public record Interval(
            double estimate, double lower, double upper, double level, int replicates) {

        /** Whether the value lies between the ends; they belong to the interval. */
        public boolean contains(double value) {
            return lower <= value && value <= upper;
        }
    }
}
