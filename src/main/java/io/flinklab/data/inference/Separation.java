package io.flinklab.data.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How well one column alone separates the two values of the label: the area under the ROC curve,
 * 0.5 to 1. Gathers how often each number of a column stands beside each value, in bounded memory:
 * where there are too many, neighbours share one count, and their order is kept.
 */
final class Separation {
    private static final int MOST = 4096;

    private final Map<Long, long[]> counts = new HashMap<>();
    private int shift;

    /**
     * Takes a number of the column.
     *
     * @param label 0 or 1, by the value of the label beside it
     */
    void add(double number, int label) {
        counts.computeIfAbsent(ordered(number) >> shift, none -> new long[2])[label]++;
        while (counts.size() > MOST) {
            join();
        }
    }

    private void join() {
        Map<Long, long[]> all = Map.copyOf(counts);
        counts.clear();
        shift++;
        all.forEach(
                (key, count) -> {
                    long[] joined = counts.computeIfAbsent(key >> 1, none -> new long[2]);
                    joined[0] += count[0];
                    joined[1] += count[1];
                });
    }

    /** A whole number with the order of the doubles. */
    private static long ordered(double number) {
        long bits = Double.doubleToLongBits(number + 0.0);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    /**
     * Of the numbers that were added.
     *
     * @param missing how often the number is missing beside each value, taken as a number below or
     *     above all
     */
    double ofNumbers(long[] missing) {
        List<long[]> sorted = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(Comparator.comparingLong(Map.Entry::getKey))
                .forEach(entry -> sorted.add(entry.getValue()));
        List<long[]> below = new ArrayList<>(sorted);
        below.add(0, missing);
        sorted.add(missing);
        return Math.max(of(below), of(sorted));
    }

    /** Of categories: ordered by how often the label has its second value among them. */
    static double ofCategories(List<long[]> counts) {
        List<long[]> ordered = new ArrayList<>(counts);
        ordered.sort(
                Comparator.comparingDouble(
                        count -> (double) count[1] / Math.max(1, count[0] + count[1])));
        return of(ordered);
    }

    /**
     * Of counts in order: how often each value stands beside the first and the second value of the
     * label.
     */
    static double of(List<long[]> ordered) {
        double below = 0;
        double above = 0;
        double pairs = 0;
        for (long[] count : ordered) {
            pairs += count[1] * (below + count[0] / 2.0);
            below += count[0];
            above += count[1];
        }
        double area = pairs / (below * above);
        return Double.isNaN(area) ? 0.5 : Math.max(area, 1 - area);
    }
}
