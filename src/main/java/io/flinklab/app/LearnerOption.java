package io.flinklab.app;

import io.flinklab.online.FeatureMode;
import io.flinklab.online.LearnerOptions;
import io.flinklab.online.PublishInterval;
import io.flinklab.online.UpdateRule;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that say how a model is learned on a stream. */
final class LearnerOption {
    private static final Pattern EVERY = Pattern.compile("every=([1-9]\\d{0,8})([a-z]*)");
    private static final Pattern ROWS = Pattern.compile("\\d{1,9}");

    private enum Algorithm {
        FTRL,
        ADAGRAD,
        SGD
    }

    @Option(
            names = "--algorithm",
            defaultValue = "ftrl",
            description =
                    "What moves the coefficients: ftrl (FTRL-proximal), adagrad or sgd"
                            + " (default: ${DEFAULT-VALUE}).")
    private Algorithm algorithm;

    @Option(
            names = "--rate",
            defaultValue = "0.05",
            description =
                    "The learning rate, above 0; of ftrl its alpha (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--l1",
            description = "Of ftrl the L1 penalty, which makes coefficients 0 (default: 0).")
    private Double l1;

    @Option(
            names = "--l2",
            description = "The L2 penalty, 0 or more (default: of ftrl 1, otherwise 0).")
    private Double l2;

    @Option(
            names = "--batch",
            defaultValue = "1",
            description =
                    "A mini-batch: so many rows, or those of a stretch of event time, as 10s, which"
                            + " ends with the first row behind it; a file's rows all have the file's"
                            + " time (default: ${DEFAULT-VALUE}).")
    private String batch;

    @Option(
            names = "--half-life",
            paramLabel = "ROWS",
            description =
                    "Of ftrl and adagrad after how many learned rows a row counts half (default: all"
                            + " rows count alike).")
    private Double halfLife;

    @Option(
            names = "--weight",
            paramLabel = "COLUMN",
            description =
                    "The column whose number, 0 or more, weighs the row when it is learned from; no"
                            + " feature unless the model's schema has it as one. Measures do not"
                            + " weigh (default: all rows weigh 1).")
    private String weight;

    @Option(
            names = "--features",
            defaultValue = "frozen",
            description =
                    "What becomes of the features of --warm-start: frozen (they stay as they are),"
                            + " growing (a category that is new gets a weight of its own, 1,000 of a"
                            + " column at most, and means and deviations go on with each row that is"
                            + " learned; for the features of the plan converged, trained with"
                            + " --unseen keep) or hashed (all columns are hashed to 2^18 features"
                            + " instead, as Flink ML's FeatureHasher does, and weights begin at 0)"
                            + " (default: ${DEFAULT-VALUE}).")
    private FeatureMode features;

    @Option(
            names = "--publish",
            defaultValue = "every=1000",
            description =
                    "After how many rows with a label the store gets a version, as every=1000, or how"
                            + " often, as every=10s; it is published with the next checkpoint"
                            + " (default: ${DEFAULT-VALUE}).")
    private String publish;

    /**
     * How to learn.
     *
     * @throws IllegalArgumentException a number is out of range, or the algorithm has no such
     *     option
     */
    LearnerOptions options() {
        LearnerOptions options = batched(rule());
        if (halfLife != null) {
            options = options.withHalfLife(halfLife);
        }
        return weight == null ? options : options.withWeightColumn(weight);
    }

    private LearnerOptions batched(UpdateRule rule) {
        if (ROWS.matcher(batch).matches()) {
            return new LearnerOptions(rule, LearnerOptions.INTERCEPT_RATE, Integer.parseInt(batch));
        }
        try {
            return new LearnerOptions(rule).withBatchTime(OptionValues.duration(batch));
        } catch (TypeConversionException e) {
            throw new IllegalArgumentException(
                    "--batch is a number of rows, as 100, or a time, as 10s; found " + batch, e);
        }
    }

    /** What the rows have to hold: a state fits no other. */
    Map<String, String> identity() {
        return Map.of("--weight", weight == null ? StreamNote.NONE : weight);
    }

    private UpdateRule rule() {
        boolean ftrl = algorithm == Algorithm.FTRL;
        if (l1 != null && !ftrl) {
            throw new IllegalArgumentException("--l1 is for --algorithm ftrl.");
        }
        return UpdateRule.of(
                algorithm.name().toLowerCase(Locale.ROOT),
                rate,
                l1 == null ? 0 : l1,
                l2 != null ? l2 : ftrl ? 1 : 0);
    }

    /** What becomes of the features. */
    FeatureMode features() {
        return features;
    }

    /**
     * When to publish.
     *
     * @throws IllegalArgumentException the option says something else
     */
    PublishInterval publishEvery() {
        Matcher every = EVERY.matcher(publish);
        if (!every.matches()) {
            throw new IllegalArgumentException(
                    "--publish is every= and a number of rows, as every=1000, or a time, as"
                            + " every=10s; found "
                            + publish);
        } else if (every.group(2).isEmpty()) {
            return new PublishInterval.Rows(Integer.parseInt(every.group(1)));
        }
        try {
            return new PublishInterval.Time(OptionValues.duration(every.group(1) + every.group(2)));
        } catch (TypeConversionException e) {
            throw new IllegalArgumentException("--publish: " + e.getMessage(), e);
        }
    }
}
