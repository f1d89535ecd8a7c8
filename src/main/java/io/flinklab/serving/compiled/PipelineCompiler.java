package io.flinklab.serving.compiled;

import io.flinklab.features.FittedPipeline;
import io.flinklab.serving.compiled.Polynomial.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Lays a margin's polynomial out as a few tables. */
final class PipelineCompiler {
    /** How many coefficients a merged table may have: they should stay in a core's cache. */
    private static final long MOST_MERGED = 1 << 15;

    /** How many coefficients any one table may have. */
    private static final long MOST = 1 << 21;

    private final Symbols symbols;

    private PipelineCompiler(Symbols symbols) {
        this.symbols = symbols;
    }

    /** The compiled pipeline; empty if it does not fit into tables of a bearable size. */
    static Optional<CompiledPipeline> compile(
            FittedPipeline pipeline, List<String> numbers, List<String> texts) {
        try {
            Symbols symbols = Symbols.of(pipeline, numbers, texts);
            return Optional.of(new PipelineCompiler(symbols).compiled());
        } catch (TooComplexException e) {
            return Optional.empty();
        }
    }

    private CompiledPipeline compiled() {
        Products products = new Products();
        List<LookupTable> tables = new ArrayList<>();
        for (Group group : merged(groups())) {
            if (size(group) > MOST) {
                throw new TooComplexException("a table of " + size(group) + " coefficients");
            }
            tables.add(table(group, products));
        }
        return new CompiledPipeline(
                symbols.columns(),
                symbols.imputations(),
                symbols.variables(),
                symbols.selectors(),
                products,
                tables);
    }

    /** Terms that look at the same selectors, together. */
    private List<Group> groups() {
        Map<SortedSet<Integer>, Group> groups = new LinkedHashMap<>();
        symbols.margin()
                .coefficients()
                .forEach(
                        (term, coefficient) ->
                                groups.computeIfAbsent(
                                                new TreeSet<>(term.states().keySet()), Group::new)
                                        .add(term, coefficient));
        return new ArrayList<>(groups.values());
    }

    /** Joins groups, the smallest result first, while that stays small: fewer look-ups a row. */
    private List<Group> merged(List<Group> groups) {
        while (true) {
            long smallest = Long.MAX_VALUE;
            List<Group> pair = List.of();
            for (int i = 0; i < groups.size(); i++) {
                for (int j = 0; j < i; j++) {
                    long size = size(groups.get(i).keysWith(groups.get(j)));
                    if (size < smallest) {
                        smallest = size;
                        pair = List.of(groups.get(i), groups.get(j));
                    }
                }
            }
            if (smallest > MOST_MERGED) {
                return groups;
            }
            groups.removeAll(pair);
            groups.add(pair.get(0).with(pair.get(1)));
        }
    }

    private long size(Group group) {
        long size = group.monomials().size();
        for (int selector : group.selectors()) {
            size *= symbols.selectors().get(selector).states();
        }
        return size;
    }

    private LookupTable table(Group group, Products products) {
        int[] selectors = group.selectors().stream().mapToInt(Integer::intValue).toArray();
        int[] states = new int[selectors.length];
        for (int i = 0; i < states.length; i++) {
            states[i] = symbols.selectors().get(selectors[i]).states();
        }
        Map<List<Integer>, Integer> positions = new HashMap<>();
        group.monomials().forEach(monomial -> positions.put(monomial, positions.size()));
        int[] factors = group.monomials().stream().mapToInt(products::of).toArray();
        LookupTable table = new LookupTable(selectors, states, factors);
        group.terms()
                .forEach(
                        (term, coefficient) ->
                                table.add(
                                        term.states(),
                                        positions.get(term.variables()),
                                        coefficient));
        return table;
    }

    /** Terms that go into one table, whose cell these selectors choose. */
    private record Group(
            SortedSet<Integer> selectors, Set<List<Integer>> monomials, Map<Term, Double> terms) {

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

    /** Products of variables, each made from an earlier one by one multiplication. */
    static final class Products {
        private final Map<List<Integer>, Integer> positions = new HashMap<>();
        private final List<Integer> shorter = new ArrayList<>(List.of(0));
        private final List<Integer> factors = new ArrayList<>(List.of(0));

        /** Begins with the empty product, 1, at position 0. */
        Products() {
            positions.put(List.of(), 0);
        }

        /** The position of a product; it and those that it needs are added where they are new. */
        int of(List<Integer> variables) {
            Integer known = positions.get(variables);
            if (known != null) {
                return known;
            }
            int last = variables.size() - 1;
            int parent = of(variables.subList(0, last));
            shorter.add(parent);
            factors.add(variables.get(last));
            positions.put(List.copyOf(variables), shorter.size() - 1);
            return shorter.size() - 1;
        }

        /** For each position the position of the product without its last factor. */
        int[] shorter() {
            return shorter.stream().mapToInt(Integer::intValue).toArray();
        }

        /** For each position the last factor, a variable. */
        int[] factors() {
            return factors.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** The tables would be too large, or a stage stands where the compiler cannot handle it. */
    static final class TooComplexException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooComplexException(String reason) {
            super(reason);
        }
    }
}
