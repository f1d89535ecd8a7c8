package io.flinklab.data.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each number stands beside each value of the label, in bounded memory: where there are
 * too many, neighbours share one count, and their order is kept.
 */
final class NumberCounts {
    private static final int MOST = 4096;

    private final Map<Long, long[]> counts = new HashMap<>();
    private int shift;

    /**
     * @param label 0 or 1, by the value of the label
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
     * How well the number separates the label.
     *
     * @param missing how often it is missing beside each value, taken as a number below or above
     *     all
     */
    double separation(long[] missing) {
        List<long[]> sorted = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(Comparator.comparingLong(Map.Entry::getKey))
                .forEach(entry -> sorted.add(entry.getValue()));
        List<long[]> below = new ArrayList<>(sorted);
        below.add(0, missing);
        sorted.add(missing);
        return Math.max(Separation.of(below), Separation.of(sorted));
    }
}
