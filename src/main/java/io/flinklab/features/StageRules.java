package io.flinklab.features;

import io.flinklab.data.CategoryText;
import io.flinklab.data.Excerpt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The checks of a fitted stage's values, whether they come from training or from a file. */
final class StageRules {
    /** A list of thousands of values would hide what is wrong. */
    private static final int LONGEST = 400;

    private StageRules() {}

    /** An unmodifiable copy; a missing list, an empty one and a list with a null are refused. */
    static <T> List<T> filled(String name, List<T> values) {
        if (values == null || values.isEmpty() || values.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(
                    name
                            + " is a list of at least one value and no null; found "
                            + shown(values)
                            + ".");
        }
        return List.copyOf(values);
    }

    static <T> List<List<T>> filledLists(String name, List<List<T>> lists) {
        return filled(name, lists).stream().map(list -> filled(name, list)).toList();
    }

    static List<Double> finite(String name, List<Double> values) {
        List<Double> copy = filled(name, values);
        require(copy.stream().allMatch(Double::isFinite), name + " are finite numbers", values);
        return copy;
    }

    static void sameLength(String names, List<?> first, List<?>... others) {
        for (List<?> other : others) {
            require(
                    first.size() == other.size(),
                    names + " have the same number of elements",
                    first.size() + " and " + other.size());
        }
    }

    /**
     * A category that is there in both forms keeps both: the model was trained on each by itself.
     */
    static List<String> composed(List<String> categories) {
        Set<String> taken = new HashSet<>(categories);
        List<String> composed = new ArrayList<>(categories.size());
        for (String category : categories) {
            String form = CategoryText.composed(category);
            composed.add(taken.add(form) ? form : category);
        }
        return List.copyOf(composed);
    }

    static void distinct(String name, List<?> values) {
        require(new HashSet<>(values).size() == values.size(), name + " are distinct", values);
    }

    /** Borders of intervals: at least two, each greater than the one before, none of them NaN. */
    static void ascending(String name, List<Double> values) {
        boolean holds = values.size() > 1;
        for (int i = 1; i < values.size(); i++) {
            holds &= values.get(i - 1) < values.get(i);
        }
        require(holds, name + " are two or more numbers in ascending order", values);
    }

    /** At least two numbers, none of them less than the one before or NaN. */
    static void sorted(String name, List<Double> values) {
        boolean holds = values.size() > 1;
        for (int i = 1; i < values.size(); i++) {
            holds &= values.get(i - 1) <= values.get(i);
        }
        require(holds, name + " are two or more numbers in order", values);
    }

    static void require(boolean holds, String rule, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(rule + "; found " + shown(found) + ".");
        }
    }

    private static String shown(Object found) {
        return Excerpt.shortened(String.valueOf(found), LONGEST);
    }
}
