package io.flinklab.store;

import io.flinklab.data.Customer;
import java.util.List;

/**
 * A made-up customer and the score that the model gave when it was published: whoever loads the
 * model later can see that it still scores the same.
 *
 * @param customer nobody's data; the label means nothing
 * @param score probability, 0 to 1
 */
public record Probe(Customer customer, double score) {
    /**
     * Scores that are computed in double precision may differ by this between machines, whose
     * exponential functions differ a little.
     */
    public static final double DOUBLE_TOLERANCE = 1e-12;

    /** Scores that are computed in single precision, or partly so, may differ by this. */
    public static final double SINGLE_TOLERANCE = 1e-6;

    /**
     * The tolerance of a model that says nothing of its precision: single where all scores are
     * numbers of single precision. A pipeline computes in double precision.
     */
    static double tolerance(ModelFormat format, List<Probe> probes) {
        boolean single =
                format != ModelFormat.PIPELINE
                        && !probes.isEmpty()
                        && probes.stream().allMatch(probe -> probe.score == (float) probe.score);
        return single ? SINGLE_TOLERANCE : DOUBLE_TOLERANCE;
    }
}
