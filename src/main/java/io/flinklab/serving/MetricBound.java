package io.flinklab.serving;

import io.flinklab.store.Manifest;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The least, or the most, that a metric of a model may be.
 *
 * @param metric name as in the manifest
 * @param atLeast whether the bound is the least; otherwise the most
 * @param bound finite
 */
public record MetricBound(String metric, boolean atLeast, double bound) implements Serializable {
    private static final Pattern FORM = Pattern.compile("\\s*(\\w+)\\s*(>=|<=)\\s*(\\S+)\\s*");

    /** Refuses a bound that is not finite. */
    public MetricBound {
        if (!Double.isFinite(bound)) {
            throw new IllegalArgumentException("Expected a finite bound, found " + bound);
        }
    }

    /**
     * Reads {@code auroc>=0.8} or {@code logLoss<=0.45}.
     *
     * @throws IllegalArgumentException the text has another form
     */
    public static MetricBound parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw malformed(text, null);
        }
        try {
            return new MetricBound(
                    parts.group(1),
                    parts.group(2).equals(">="),
                    Double.parseDouble(parts.group(3)));
        } catch (IllegalArgumentException e) {
            throw malformed(text, e);
        }
    }

    /** Why the manifest's model misses this bound; empty if it does not. */
    Optional<String> refusal(Manifest manifest) {
        return refusal(manifest.training().metrics());
    }

    /**
     * Why a model misses this bound; empty if it does not.
     *
     * @param metrics of the model, by name
     */
    public Optional<String> refusal(Map<String, Double> metrics) {
        Double value = metrics.get(metric);
        if (value == null || value.isNaN()) {
            return Optional.of(
                    "expected "
                            + this
                            + "; found no such metric of the model, which has "
                            + metrics.keySet());
        }
        boolean holds = atLeast ? value >= bound : value <= bound;
        return holds
                ? Optional.empty()
                : Optional.of("expected " + this + "; found " + metric + " " + value);
    }

    /** In the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return metric + (atLeast ? ">=" : "<=") + bound;
    }

    private static IllegalArgumentException malformed(String text, Exception cause) {
        return new IllegalArgumentException(
                "Expected a bound like auroc>=0.8 or logLoss<=0.45, found \"" + text + "\"", cause);
    }
}
