package io.flinklab.data.sketch;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The distribution of a category.
 *
 * @param column its name
 * @param categories the most frequent ones, the most frequent first
 * @param counts of each
 * @param others rows with another category
 * @param missing rows without one
 */
public record CategorySketch(
        String column, List<String> categories, List<Long> counts, long others, long missing)
        implements Serializable {

    /** The most categories that are kept by name. */
    static final int MOST = 50;

    /** Copies the lists. */
    public CategorySketch {
        categories = List.copyOf(categories);
        counts = List.copyOf(counts);
        if (counts.size() != categories.size()) {
            throw new IllegalArgumentException(
                    "Expected as many counts as categories, %s; found %s."
                            .formatted(categories.size(), counts.size()));
        }
    }

    /** The sketch of categories that were counted. */
    static CategorySketch of(String column, Map<String, Long> counted, long missing) {
        List<Map.Entry<String, Long>> most =
                counted.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MOST)
                        .toList();
        List<Long> counts = most.stream().map(Map.Entry::getValue).toList();
        long all = counted.values().stream().mapToLong(Long::longValue).sum();
        return new CategorySketch(
                column,
                most.stream().map(Map.Entry::getKey).toList(),
                counts,
                all - counts.stream().mapToLong(Long::longValue).sum(),
                missing);
    }
}
