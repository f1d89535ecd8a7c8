package io.flinklab.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The polynomial that comes closest to some points, by the sum of squared distances. Made of
 * polynomials that are orthogonal on the points (Forsythe's recurrence), which stays exact where
 * powers of x do not.
 *
 * @param terms one for each degree, from 0
 */
public record Trend(List<Term> terms) {

    /**
     * What makes one polynomial out of the two before: (x - shift) * last - carry * last but one.
     *
     * @param weight the polynomial's share of the trend
     */
    public record Term(double shift, double carry, double weight) {}

    /** Copies the list. */
    public Trend {
        terms = List.copyOf(terms);
    }

    /**
     * The best polynomial of a degree: 1 is a straight line, 2 a parabola.
     *
     * @param x positions with more different values than the degree
     * @param y one value for each position
     */
    public static Trend fit(double[] x, double[] y, int degree) {
        if (x.length != y.length || Arrays.stream(x).distinct().count() <= degree) {
            throw new IllegalArgumentException(
                    "Degree %d needs as many y as x and more than %d different x; found %d x, %d y"
                            .formatted(degree, degree, x.length, y.length));
        }
        List<Term> terms = new ArrayList<>();
        double[] before = new double[x.length];
        double[] basis = Arrays.stream(x).map(value -> 1).toArray();
        terms.add(new Term(0, 0, dot(y, basis) / dot(basis, basis)));
        while (terms.size() <= degree) {
            double shift = dot(product(x, basis), basis) / dot(basis, basis);
            double carry = terms.size() == 1 ? 0 : dot(basis, basis) / dot(before, before);
            double[] next = next(x, basis, before, shift, carry);
            terms.add(new Term(shift, carry, dot(y, next) / dot(next, next)));
            before = basis;
            basis = next;
        }
        return new Trend(terms);
    }

    /** The trend's height. */
    public double at(double x) {
        double before = 0;
        double basis = 1;
        double height = terms.get(0).weight();
        for (Term term : terms.subList(1, terms.size())) {
            double next = (x - term.shift()) * basis - term.carry() * before;
            height += term.weight() * next;
            before = basis;
            basis = next;
        }
        return height;
    }

    /** The trend's heights. */
    public double[] at(double[] x) {
        return Arrays.stream(x).map(this::at).toArray();
    }

    private static double[] next(
            double[] x, double[] basis, double[] before, double shift, double carry) {
        return IntStream.range(0, x.length)
                .mapToDouble(i -> (x[i] - shift) * basis[i] - carry * before[i])
                .toArray();
    }

    private static double[] product(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).toArray();
    }

    private static double dot(double[] a, double[] b) {
        return Arrays.stream(product(a, b)).sum();
    }
}
