package io.flinklab.app;

import io.flinklab.evaluation.Bootstrap;
import io.flinklab.online.PromotionRule;
import io.flinklab.serving.MetricBound;
import io.flinklab.tuning.Metric;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that say when a challenger is better. */
final class PromotionOption {
    private static final int LABELS_PER_CLASS = 10;
    private static final int REPLICATES = 1000;
    private static final double LEVEL = 0.95;

    @Option(
            names = "--metric",
            defaultValue = "auroc",
            description =
                    "What says which is better: auroc, average-precision, log-loss, brier or accuracy"
                            + " (default: ${DEFAULT-VALUE}).")
    private Metric metric;

    @Option(
            names = "--margin",
            defaultValue = "0",
            description =
                    "By how much the challenger has to be better, with 95 %% confidence (default:"
                            + " ${DEFAULT-VALUE}).")
    private double margin;

    @Option(
            names = "--bound",
            description =
                    "What the challenger must reach on the newest rows, as auroc>=0.7; repeatable.")
    private List<MetricBound> bounds = List.of();

    @Option(
            names = "--min-labels",
            defaultValue = "500",
            description =
                    "Keep the champion if fewer rows judge, or fewer than a tenth of so many of each"
                            + " label (default: ${DEFAULT-VALUE}).")
    private int minLabels;

    /**
     * The rule.
     *
     * @param seed of the bootstrap
     * @throws IllegalArgumentException if an option is out of range
     */
    PromotionRule rule(long seed) {
        return new PromotionRule(
                metric,
                margin,
                bounds,
                minLabels,
                Math.max(1, minLabels / LABELS_PER_CLASS),
                new Bootstrap(REPLICATES, seed, LEVEL));
    }
}
