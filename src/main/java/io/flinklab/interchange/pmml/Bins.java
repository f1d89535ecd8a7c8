package io.flinklab.interchange.pmml;

import java.util.ArrayList;
import java.util.List;
import org.dmg.pmml.Discretize;
import org.dmg.pmml.DiscretizeBin;
import org.dmg.pmml.Interval;

/** Intervals of a number, named as mathematics writes them: {@code [30, 40)}. */
final class Bins {
    /** A number in none of the intervals. */
    static final String OUTSIDE = "outside";

    private Bins() {}

    /** The intervals' names, by index. */
    static List<String> names(List<Double> borders) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i + 1 < borders.size(); i++) {
            names.add(
                    (Double.isInfinite(borders.get(i)) ? "(" : "[")
                            + Values.text(borders.get(i))
                            + ", "
                            + Values.text(borders.get(i + 1))
                            + (isLast(i, borders) && Double.isFinite(borders.get(i + 1))
                                    ? "]"
                                    : ")"));
        }
        return names;
    }

    /** Whether every number is in one of the intervals. */
    static boolean isWhole(List<Double> borders) {
        return Double.isInfinite(borders.get(0))
                && Double.isInfinite(borders.get(borders.size() - 1));
    }

    /**
     * A field's number to the name of its interval. Numbers outside are missing values if not kept.
     */
    static Discretize discretize(String field, List<Double> borders, boolean keepsOthers) {
        Discretize discretize = new Discretize(field);
        List<String> names = names(borders);
        for (int i = 0; i < names.size(); i++) {
            Interval interval =
                    interval(
                            isLast(i, borders)
                                    ? Interval.Closure.CLOSED_CLOSED
                                    : Interval.Closure.CLOSED_OPEN,
                            borders.get(i),
                            borders.get(i + 1));
            discretize.addDiscretizeBins(new DiscretizeBin(names.get(i), interval));
        }
        // As intervals, not as a default value: pmml4s 1.5.6 reads that and does not use it.
        double first = borders.get(0);
        double last = borders.get(borders.size() - 1);
        if (keepsOthers && Double.isFinite(first)) {
            discretize.addDiscretizeBins(
                    outside(Interval.Closure.OPEN_OPEN, Double.NEGATIVE_INFINITY, first));
        }
        if (keepsOthers && Double.isFinite(last)) {
            discretize.addDiscretizeBins(
                    outside(Interval.Closure.OPEN_OPEN, last, Double.POSITIVE_INFINITY));
        }
        return discretize;
    }

    static Interval closed(double left, double right) {
        return interval(Interval.Closure.CLOSED_CLOSED, left, right);
    }

    private static DiscretizeBin outside(Interval.Closure closure, double left, double right) {
        return new DiscretizeBin(OUTSIDE, interval(closure, left, right));
    }

    private static Interval interval(Interval.Closure closure, double left, double right) {
        return new Interval(closure)
                .setLeftMargin(Double.isFinite(left) ? left : null)
                .setRightMargin(Double.isFinite(right) ? right : null);
    }

    private static boolean isLast(int interval, List<Double> borders) {
        return interval == borders.size() - 2;
    }
}
