package io.flinklab.serving.compiled;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /**
     * A product of variables and of indicators "selector s is in state k".
     *
     * @param variables ascending; a power repeats its variable
     * @param states the state that each selector named must be in
     */
    record Term(List<Integer> variables, SortedMap<Integer, Integer> states) {
        static final Term ONE = new Term(List.of(), Collections.emptySortedMap());

        static Term variable(int variable) {
            return new Term(List.of(variable), Collections.emptySortedMap());
        }

        static Term indicator(int selector, int state) {
            return new Term(List.of(), new TreeMap<>(Map.of(selector, state)));
        }

        /** Empty where the product is always 0: a selector cannot be in two states. */
        Optional<Term> times(Term other) {
            SortedMap<Integer, Integer> both = new TreeMap<>(states);
            for (Map.Entry<Integer, Integer> state : other.states.entrySet()) {
                Integer mine = both.putIfAbsent(state.getKey(), state.getValue());
                if (mine != null && !mine.equals(state.getValue())) {
                    return Optional.empty();
                }
            }
            List<Integer> product = new ArrayList<>(variables);
            product.addAll(other.variables);
            Collections.sort(product);
            return Optional.of(new Term(List.copyOf(product), both));
        }
    }
}
