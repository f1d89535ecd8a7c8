package io.flinklab.features;

import io.flinklab.data.Customer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The distinct values of the categorical columns. Flink ML's VectorAssembler must be told the size
 * of each input, so the number of categories is needed before anything is fitted.
 *
 * @param values for each column its distinct values; a number in the form that {@link
 *     String#valueOf(double)} gives, as Flink ML's StringIndexer sees it
 */
public record Vocabulary(Map<String, SortedSet<String>> values) {

    /** The categories of some customers, which must be the training part alone. */
    public static Vocabulary of(Collection<Customer> customers) {
        Map<String, SortedSet<String>> values = new LinkedHashMap<>();
        values.put("Geography", new TreeSet<>());
        values.put("Gender", new TreeSet<>());
        values.put("NumOfProducts", new TreeSet<>());
        for (Customer customer : customers) {
            values.get("Geography").add(customer.geography());
            values.get("Gender").add(customer.gender());
            values.get("NumOfProducts").add(String.valueOf(customer.numOfProducts()));
        }
        return new Vocabulary(values);
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
    List<Integer> sizes(List<String> columns) {
        return columns.stream().map(this::size).toList();
    }
}
