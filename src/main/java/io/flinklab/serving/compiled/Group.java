package io.flinklab.serving.compiled;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Terms that go into one table, which all these selectors choose the cell of. */
record Group(SortedSet<Integer> selectors, Set<List<Integer>> monomials, Map<Term, Double> terms) {

    Group(SortedSet<Integer> selectors) {
        this(selectors, new LinkedHashSet<>(), new LinkedHashMap<>());
    }

    void add(Term term, double coefficient) {
        monomials.add(term.variables());
        terms.put(term, coefficient);
    }

    /** The selectors and monomials of both, without the terms. */
    Group keysWith(Group other) {
        Group both = new Group(new TreeSet<>(selectors));
        both.selectors.addAll(other.selectors);
        both.monomials.addAll(monomials);
        both.monomials.addAll(other.monomials);
        return both;
    }

    Group with(Group other) {
        Group both = keysWith(other);
        terms.forEach(both::add);
        other.terms.forEach(both::add);
        return both;
    }
}
