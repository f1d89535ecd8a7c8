package io.flinklab.features;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What has to be known of a table before anything is fitted: its schema, and the distinct values of
 * the columns that a plan treats as categories. Flink ML's VectorAssembler must be told the size of
 * each input, which follows from their number.
 *
 * @param values for each column its distinct values; a number in the form that {@link
 *     String#valueOf(double)} gives, as Flink ML's StringIndexer sees it
 */
public record Vocabulary(Schema schema, Map<String, SortedSet<String>> values) {

    /**
     * The categories of some examples, which must be the training part alone.
     *
     * @param columns the columns that are categories to a plan, of texts or of numbers
     */
    public static Vocabulary of(Schema schema, List<String> columns, Collection<Example> examples) {
        List<Function<Example, String>> readers =
                columns.stream().map(column -> value(schema, column)).toList();
        List<Set<String>> found = columns.stream().<Set<String>>map(c -> new HashSet<>()).toList();
        // Once through the examples, each of which may be made anew.
        for (Example example : examples) {
            for (int i = 0; i < readers.size(); i++) {
                found.get(i).add(readers.get(i).apply(example));
            }
        }
        Map<String, SortedSet<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < readers.size(); i++) {
            values.put(columns.get(i), new TreeSet<>(found.get(i)));
        }
        return new Vocabulary(schema, values);
    }

    private static Function<Example, String> value(Schema schema, String column) {
        if (schema.categoryNames().contains(column)) {
            int position = schema.category(column);
            return example -> example.text(position);
        }
        int position = schema.number(column);
        return example -> String.valueOf(example.number(position));
    }

    /**
     * What a model knows of its categories.
     *
     * @param unseen what the model does with any other
     */
    public List<KnownCategories> known(UnseenCategory unseen) {
        return values.entrySet().stream()
                .map(
                        each ->
                                new KnownCategories(
                                        each.getKey(), List.copyOf(each.getValue()), unseen))
                .toList();
    }

    /** The position of a category in the order of the column's categories; -1 if it is unseen. */
    int index(String column, String category) {
        return List.copyOf(values.get(column)).indexOf(category);
    }

    /** How many categories a column has. */
    public int size(String column) {
        SortedSet<String> found = values.get(column);
        if (found == null) {
            throw new IllegalArgumentException(
                    "No categories are known of column " + column + ", only of " + values.keySet());
        }
        return found.size();
    }

    /** How many categories each of the columns has. */
    public List<Integer> sizes(List<String> columns) {
        return columns.stream().map(this::size).toList();
    }
}
