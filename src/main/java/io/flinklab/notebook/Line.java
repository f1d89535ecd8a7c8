package io.flinklab.notebook;

import io.flinklab.evaluation.Calibration;
import io.flinklab.evaluation.Curve;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.apache.flink.types.Row;

/**
 * One line of a chart.
 *
 * @param name what the legend calls it
 * @param x positions to the right, ascending
 * @param y heights, one for each x
 * @param dashed whether it is drawn thin, grey and dashed, for comparison
 */
public record Line(String name, double[] x, double[] y, boolean dashed) {

    /** Refuses lengths that differ and a line without points. */
    public Line {
        if (x.length != y.length || x.length == 0) {
            throw new IllegalArgumentException(
                    "Line \"%s\" needs as many x as y, at least one; found %s and %s."
                            .formatted(name, x.length, y.length));
        }
    }

    /** A line of the data. */
    public Line(String name, double[] x, double[] y) {
        this(name, x, y, false);
    }

    /** A curve. */
    public static Line of(String name, Curve curve) {
        return new Line(name, curve.x(), curve.y());
    }

    /** A number for each step of something. */
    public static Line of(String name, SortedMap<? extends Number, Double> steps) {
        return new Line(
                name,
                steps.keySet().stream().mapToDouble(Number::doubleValue).toArray(),
                steps.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * A measure of a stream's scores over its rows.
     *
     * @param reports rows of {@link io.flinklab.online.QualityRows#TYPE}, at least one
     * @param measure a field of theirs
     * @param begin how many rows of the stream came before the first that was graded
     */
    public static Line of(String name, List<Row> reports, String measure, long begin) {
        return new Line(
                name,
                reports.stream()
                        .mapToDouble(report -> begin + report.<Long>getFieldAs("seen"))
                        .toArray(),
                reports.stream()
                        .mapToDouble(report -> report.<Double>getFieldAs(measure))
                        .toArray());
    }

    /** Upright at x, from one height to another: marks where something happened. */
    public static Line upright(String name, double x, double bottom, double top) {
        return new Line(name, new double[] {x, x}, new double[] {bottom, top}, true);
    }

    /** A curve with its figure, such as its area, in the legend. */
    public static Line of(String name, double figure, Curve curve) {
        return of(named(name, figure), curve);
    }

    /** For each bin of scores, the observed share (y) over the mean score (x). */
    public static Line of(String name, double figure, Calibration calibration) {
        return new Line(
                named(name, figure),
                calibration.bins().stream().mapToDouble(Calibration.Bin::meanScore).toArray(),
                calibration.bins().stream().mapToDouble(Calibration.Bin::observedShare).toArray());
    }

    /** From (0, 0) to (1, 1): what chance gives, or perfect calibration. */
    public static Line diagonal(String name) {
        return new Line(name, new double[] {0, 1}, new double[] {0, 1}, true);
    }

    /** One height from x = 0 to 1. */
    public static Line level(String name, double height) {
        return new Line(name, new double[] {0, 1}, new double[] {height, height}, true);
    }

    private static String named(String name, double figure) {
        return String.format(Locale.ROOT, "%s (%.3f)", name, figure);
    }
}
