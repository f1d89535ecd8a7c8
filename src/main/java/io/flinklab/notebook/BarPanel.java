package io.flinklab.notebook;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * One measure of some things, each a bar.
 *
 * @param name of the measure, with its direction where that is not plain
 * @param values one for each thing, finite
 * @param errors half the length of each bar's whisker; 0 for none
 */
public record BarPanel(String name, double[] values, double[] errors) {

    /** Refuses lengths that differ and what has no place on a scale. */
    public BarPanel {
        if (values.length != errors.length
                || !DoubleStream.concat(DoubleStream.of(values), DoubleStream.of(errors))
                        .allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "Panel \"%s\" needs finite values and an error for each; found %s and %s."
                            .formatted(name, Arrays.toString(values), Arrays.toString(errors)));
        }
    }

    /** Bars without whiskers. */
    public BarPanel(String name, double... values) {
        this(name, values, new double[values.length]);
    }
}
