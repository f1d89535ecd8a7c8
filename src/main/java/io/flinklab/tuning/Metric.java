package io.flinklab.tuning;

import io.flinklab.data.NearestName;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.training.TrainingException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What candidates, or a champion and its challenger, are compared by. */
public enum Metric {
    /** {@link Evaluation#auroc()}, higher is better. */
    AUROC(true, Evaluation::auroc),
    /** {@link Evaluation#averagePrecision()}, higher is better. */
    AVERAGE_PRECISION(true, Evaluation::averagePrecision),
    /** {@link Evaluation#logLoss()}, lower is better. */
    LOG_LOSS(false, Evaluation::logLoss),
    /** {@link Evaluation#brier()}, lower is better. */
    BRIER(false, Evaluation::brier),
    /** {@link Evaluation#accuracy()} at threshold 0.5, higher is better. */
    ACCURACY(true, Evaluation::accuracy);

    private final boolean higherIsBetter;
    private final ToDoubleFunction<Evaluation> value;

    Metric(boolean higherIsBetter, ToDoubleFunction<Evaluation> value) {
        this.higherIsBetter = higherIsBetter;
        this.value = value;
    }

    /**
     * The metric of a name such as {@code log-loss}, in whatever case.
     *
     * @throws IllegalArgumentException there is none of that name
     */
    public static Metric parse(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(metric -> metric.toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static IllegalArgumentException unknown(String name) {
        List<String> names = Arrays.stream(values()).map(Metric::toString).toList();
        return new IllegalArgumentException(
                "expected one of %s; found %s%s"
                        .formatted(names, name, NearestName.hint(name, names)));
    }

    /**
     * The metric's value.
     *
     * @throws TrainingException it is not defined on these rows, or infinite
     */
    double finite(Evaluation evaluation) {
        double found = of(evaluation);
        if (!Double.isFinite(found)) {
            throw new TrainingException(
                    "Expected a finite %s; found %s on %s rows, of which %s have the label 1"
                            .formatted(this, found, evaluation.rows(), evaluation.positives()));
        }
        return found;
    }

    /** The metric's value; NaN where it is not defined. */
    public double of(Evaluation evaluation) {
        return value.applyAsDouble(evaluation);
    }

    /** Whether a higher value is a better one. */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** By how much a value is better than another; negative if it is worse. */
    public double gain(double better, double than) {
        return higherIsBetter ? better - than : than - better;
    }

    /** As the command line has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
