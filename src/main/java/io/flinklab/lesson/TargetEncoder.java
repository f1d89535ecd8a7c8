package io.flinklab.lesson;

import io.flinklab.data.Example;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A category as one number: the share of its customers who left. Also known as target or mean
 * encoding. It learns from labels, so it leaks the labels of the customers that it learns from.
 *
 * @param overall the share among all customers learned from, given to a category that none had
 * @param rates the share of each category, 0 to 1
 */
public record TargetEncoder(double overall, Map<String, Double> rates) {

    /** Copies the map. */
    public TargetEncoder {
        rates = Map.copyOf(rates);
    }

    /**
     * The rates of some labelled customers, at least one.
     *
     * @param category gives a customer's category
     */
    public static TargetEncoder of(
            Collection<Example> customers, Function<Example, String> category) {
        if (customers.isEmpty() || !customers.stream().allMatch(Example::isLabelled)) {
            throw new IllegalArgumentException(
                    "Rates are learned from customers whose label is known, at least one; found "
                            + customers.size()
                            + " customers. Read a file with the column Exited.");
        }
        return new TargetEncoder(
                customers.stream().collect(Collectors.averagingDouble(Example::label)),
                customers.stream()
                        .collect(
                                Collectors.groupingBy(
                                        category,
                                        TreeMap::new,
                                        Collectors.averagingDouble(Example::label))));
    }

    /** The share of a category, or of all where no customer had it. */
    public double rate(String category) {
        return rates.getOrDefault(category, overall);
    }

    /** The rate of each customer's category, in their order. */
    public double[] encode(Collection<Example> customers, Function<Example, String> category) {
        return customers.stream().map(category).mapToDouble(this::rate).toArray();
    }
}
