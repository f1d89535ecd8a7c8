package io.flinklab.notebook;

import io.flinklab.evaluation.Calibration;
import io.flinklab.evaluation.Curve;
import java.util.Locale;

/** Lines of charts from what an evaluation gives. */
public final class Lines {
    private Lines() {}

    /** A curve. */
    public static Line of(String name, Curve curve) {
        return new Line(name, curve.x(), curve.y());
    }

    /** A curve with its figure, such as its area, in the legend. */
    public static Line of(String name, double figure, Curve curve) {
        return of(named(name, figure), curve);
    }

    /** For each bin of scores, what happened (y) against what was expected (x). */
    public static Line of(String name, double figure, Calibration calibration) {
        return new Line(
                named(name, figure),
                calibration.bins().stream().mapToDouble(Calibration.Bin::meanScore).toArray(),
                calibration.bins().stream().mapToDouble(Calibration.Bin::observedShare).toArray());
    }

    private static String named(String name, double figure) {
        return String.format(Locale.ROOT, "%s (%.3f)", name, figure);
    }
}
