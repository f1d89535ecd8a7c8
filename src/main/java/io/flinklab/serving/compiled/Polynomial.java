package io.flinklab.serving.compiled;

import java.util.LinkedHashMap;
import java.util.Map;

/** A sum of terms with coefficients. A term stays when its coefficient becomes 0. */
final class Polynomial {
    private final Map<Term, Double> coefficients = new LinkedHashMap<>();

    static Polynomial of(Term term) {
        return new Polynomial().add(1, term);
    }

    /** Adds to this polynomial, in place. */
    Polynomial add(double coefficient, Term term) {
        coefficients.merge(term, coefficient, Double::sum);
        return this;
    }

    /** Adds to this polynomial, in place. */
    Polynomial add(double factor, Polynomial other) {
        other.coefficients.forEach((term, coefficient) -> add(factor * coefficient, term));
        return this;
    }

    Polynomial times(Polynomial other) {
        Polynomial product = new Polynomial();
        coefficients.forEach(
                (left, a) ->
                        other.coefficients.forEach(
                                (right, b) ->
                                        left.times(right)
                                                .ifPresent(term -> product.add(a * b, term))));
        return product;
    }

    int size() {
        return coefficients.size();
    }

    Map<Term, Double> coefficients() {
        return coefficients;
    }
}
