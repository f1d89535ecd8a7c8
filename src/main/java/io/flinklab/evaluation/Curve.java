package io.flinklab.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Points by falling threshold, one for each distinct score.
 *
 * @param points x never falls
 */
public record Curve(List<Point> points) {

    /** Copies the list. */
    public Curve {
        points = List.copyOf(points);
    }

    /** Area below the straight lines between the points. */
    public double area() {
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            area += width(i) * (points.get(i).y() + points.get(i - 1).y()) / 2;
        }
        return area;
    }

    /** Area below the steps at the height of their right ends; average precision on a PR curve. */
    public double areaOfSteps() {
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            area += width(i) * points.get(i).y();
        }
        return area;
    }

    private double width(int i) {
        return points.get(i).x() - points.get(i - 1).x();
    }

    /** The x of all points, as charts want them. */
    public double[] x() {
        return values(Point::x);
    }

    /** The y of all points. */
    public double[] y() {
        return values(Point::y);
    }

    private double[] values(ToDoubleFunction<Point> value) {
        return points.stream().mapToDouble(value).toArray();
    }

    /**
     * One point of a curve.
     *
     * @param threshold the score from which on rows are caught there; infinity where none is
     */
    public record Point(double x, double y, double threshold) {}
}
