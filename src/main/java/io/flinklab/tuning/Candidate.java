package io.flinklab.tuning;

import io.flinklab.training.Hyperparameters;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Hyperparameters that a search tries.
 *
 * @param number its number in the search, from 1
 * @param values what is searched, by name
 * @param hyperparameters all of them
 */
public record Candidate(
        int number, Map<String, Double> values, Hyperparameters.Logistic hyperparameters) {

    /** Copies the map. */
    public Candidate {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** As {@code reg=0.1, max-iter=20}. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + text(each.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String text(double value) {
        return value == (int) value ? Integer.toString((int) value) : Double.toString(value);
    }
}
