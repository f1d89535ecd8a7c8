package io.flinklab.serving;

import io.flinklab.features.FittedPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Lays a margin's polynomial out as few tables. */
final class Folding {
    /** Coefficients that a merged table may have: they should stay in a core's cache. */
    private static final long MOST_MERGED = 1 << 15;

    /** Coefficients that one table may have in any case. */
    private static final long MOST = 1 << 21;

    private final Symbols symbols;

    private Folding(Symbols symbols) {
        this.symbols = symbols;
    }

    /** The folded pipeline; empty if it does not fold into tables of a bearable size. */
    static Optional<FoldedProgram> of(FittedPipeline pipeline) {
        try {
            return Optional.of(new Folding(Symbols.of(pipeline)).program());
        } catch (TooComplexException e) {
            return Optional.empty();
        }
    }

    private FoldedProgram program() throws TooComplexException {
        Products products = new Products();
        List<Table> tables = new ArrayList<>();
        for (Group group : merged(groups())) {
            if (size(group) > MOST) {
                throw new TooComplexException("a table of " + size(group) + " coefficients");
            }
            tables.add(table(group, products));
        }
        return new FoldedProgram(symbols.variables(), symbols.selectors(), products, tables);
    }

    /** Terms that look at the same selectors, together. */
    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (Map.Entry<Term, Double> entry : symbols.margin().coefficients().entrySet()) {
            SortedSet<Integer> selectors = new TreeSet<>(entry.getKey().states().keySet());
            groups.stream()
                    .filter(group -> group.selectors().equals(selectors))
                    .findFirst()
                    .orElseGet(
                            () -> {
                                groups.add(new Group(selectors));
                                return groups.get(groups.size() - 1);
                            })
                    .add(entry.getKey(), entry.getValue());
        }
        return groups;
    }

    /** Joins groups, the smallest result first, while that stays small: fewer look-ups a row. */
    private List<Group> merged(List<Group> groups) {
        while (true) {
            Group best = null;
            List<Group> parts = List.of();
            for (int i = 0; i < groups.size(); i++) {
                for (int j = 0; j < i; j++) {
                    Group both = groups.get(i).with(groups.get(j));
                    if (best == null || size(both) < size(best)) {
                        best = both;
                        parts = List.of(groups.get(i), groups.get(j));
                    }
                }
            }
            if (best == null || size(best) > MOST_MERGED) {
                return groups;
            }
            groups.removeAll(parts);
            groups.add(best);
        }
    }

    private long size(Group group) {
        long size = group.monomials().size();
        for (int selector : group.selectors()) {
            size *= symbols.selectors().get(selector).states();
        }
        return size;
    }

    private Table table(Group group, Products products) {
        int[] selectors = group.selectors().stream().mapToInt(Integer::intValue).toArray();
        int[] states = new int[selectors.length];
        for (int i = 0; i < states.length; i++) {
            states[i] = symbols.selectors().get(selectors[i]).states();
        }
        List<List<Integer>> monomials = List.copyOf(group.monomials());
        Table table =
                new Table(selectors, states, monomials.stream().mapToInt(products::of).toArray());
        group.terms()
                .forEach(
                        (term, coefficient) ->
                                table.add(
                                        term.states(),
                                        monomials.indexOf(term.variables()),
                                        coefficient));
        return table;
    }
}
