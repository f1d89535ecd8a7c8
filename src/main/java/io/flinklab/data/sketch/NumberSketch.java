package io.flinklab.data.sketch;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The distribution of a number, in intervals that hold about as many values each. A value that
 * fills an interval by itself, as 0 often does, gets one of its own.
 *
 * @param column its name
 * @param edges the intervals' upper ends, which belong to them, rising; the last one has no end
 * @param counts values in each interval, one more than edges
 * @param missing values that were missing
 */
public record NumberSketch(String column, List<Double> edges, List<Long> counts, long missing)
        implements Serializable {

    /** About as many intervals as this. */
    static final int INTERVALS = 20;

    /** Copies the lists. */
    public NumberSketch {
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
        if (counts.size() != edges.size() + 1) {
            throw new IllegalArgumentException(
                    "Expected one count more than edges, %s; found %s."
                            .formatted(edges.size(), counts.size()));
        }
    }

    /**
     * The sketch of some values.
     *
     * @param values NaN where one is missing; changed by this
     * @param least the smallest value that the column may have
     */
    static NumberSketch of(String column, double[] values, double least) {
        for (int i = 0; i < values.length; i++) {
            // 0 and -0 are one value.
            values[i] += 0.0;
        }
        Arrays.sort(values);
        int known = values.length;
        while (known > 0 && Double.isNaN(values[known - 1])) {
            known--;
        }
        List<Double> edges = edges(values, known, least);
        long[] counts = new long[edges.size() + 1];
        double[] ends = edges.stream().mapToDouble(Double::doubleValue).toArray();
        for (int i = 0; i < known; i++) {
            counts[interval(ends, values[i])]++;
        }
        return new NumberSketch(
                column, edges, Arrays.stream(counts).boxed().toList(), values.length - known);
    }

    private static List<Double> edges(double[] sorted, int size, double least) {
        List<Double> edges = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < INTERVALS && size > 0; i++) {
            int position = Math.max(0, (int) Math.ceil((double) i * size / INTERVALS) - 1);
            double value = sorted[position];
            if (value == last) {
                continue;
            }
            int next = (int) Math.ceil((double) (i + 1) * size / INTERVALS) - 1;
            if (sorted[Math.min(next, size - 1)] == value) {
                addBelow(edges, sorted, value, least);
            }
            edges.add(value);
            last = value;
        }
        return edges;
    }

    /** Ends the interval before a value that gets one of its own. */
    private static void addBelow(List<Double> edges, double[] sorted, double value, double least) {
        int first = Arrays.binarySearch(sorted, value);
        while (first > 0 && sorted[first - 1] == value) {
            first--;
        }
        double below = first > 0 ? sorted[first - 1] : Math.nextDown(value);
        boolean isNew = edges.isEmpty() || edges.get(edges.size() - 1) < below;
        if (isNew && below >= least) {
            edges.add(below);
        }
    }

    /** Where a value belongs: the position of its count. */
    public static int interval(double[] edges, double value) {
        int found = Arrays.binarySearch(edges, value + 0.0);
        return found >= 0 ? found : -found - 1;
    }
}
