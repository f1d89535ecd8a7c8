package io.flinklab.serving.compiled;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Products of variables, each made from an earlier one by one multiplication. */
final class Products {
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
