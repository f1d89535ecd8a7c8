package io.flinklab.lesson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The share of label 1 as a curve over one number: logistic regression on the powers of that
 * number, without a penalty. Newton's method, each step a weighted least-squares fit by polynomials
 * that are orthogonal on the points (Forsythe's recurrence), which stays exact where powers do not.
 *
 * @param terms one for each power, from 0
 */
public record PolynomialLogit(List<Term> terms) {
    private static final int STEPS = 25;

    /** Keeps the steps finite where the labels leave no doubt. */
    private static final double SMALLEST_SHARE = 1e-6;

    /**
     * What makes one polynomial out of the two before: (x - shift) * last - carry * last but one.
     *
     * @param weight the polynomial's share of the curve
     */
    public record Term(double shift, double carry, double weight) {}

    /** Copies the list. */
    public PolynomialLogit {
        terms = List.copyOf(terms);
    }

    /**
     * The likeliest curve.
     *
     * @param x positions with more different values than the degree
     * @param labels 0 or 1, one for each position
     * @param degree the highest power; with 1 the log-odds are a straight line
     */
    public static PolynomialLogit fit(double[] x, double[] labels, int degree) {
        if (x.length != labels.length || Arrays.stream(x).distinct().count() <= degree) {
            throw new IllegalArgumentException(
                    "Degree %s needs as many labels as x and more than %s different x; found %s and %s"
                            .formatted(degree, degree, labels.length, x.length));
        }
        PolynomialLogit curve = new PolynomialLogit(List.of(new Term(0, 0, 0)));
        for (int step = 0; step < STEPS; step++) {
            double[] shares = curve.at(x);
            double[] weights = Arrays.stream(shares).map(p -> p * (1 - p)).toArray();
            double[] targets = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                targets[i] = curve.logOdds(x[i]) + (labels[i] - shares[i]) / weights[i];
            }
            curve = leastSquares(x, targets, weights, degree);
        }
        return curve;
    }

    /** The share at a position, between 0 and 1. */
    public double at(double x) {
        double share = 1 / (1 + Math.exp(-logOdds(x)));
        return Math.min(1 - SMALLEST_SHARE, Math.max(SMALLEST_SHARE, share));
    }

    /** The shares at some positions. */
    public double[] at(double[] x) {
        return Arrays.stream(x).map(this::at).toArray();
    }

    private double logOdds(double x) {
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

    private static PolynomialLogit leastSquares(
            double[] x, double[] y, double[] weights, int degree) {
        List<Term> terms = new ArrayList<>();
        double[] before = new double[x.length];
        double[] basis = Arrays.stream(x).map(value -> 1).toArray();
        double size = sum(weights, basis, basis);
        double sizeBefore = 1;
        terms.add(new Term(0, 0, sum(weights, y, basis) / size));
        while (terms.size() <= degree) {
            double shift = sum(weights, product(x, basis), basis) / size;
            double carry = terms.size() == 1 ? 0 : size / sizeBefore;
            double[] next = next(x, basis, before, new Term(shift, carry, 0));
            sizeBefore = size;
            size = sum(weights, next, next);
            terms.add(new Term(shift, carry, sum(weights, y, next) / size));
            before = basis;
            basis = next;
        }
        return new PolynomialLogit(terms);
    }

    private static double[] next(double[] x, double[] basis, double[] before, Term term) {
        return IntStream.range(0, x.length)
                .mapToDouble(i -> (x[i] - term.shift()) * basis[i] - term.carry() * before[i])
                .toArray();
    }

    private static double[] product(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).toArray();
    }

    private static double sum(double[] weights, double[] a, double[] b) {
        return Arrays.stream(product(weights, product(a, b))).sum();
    }
}
