package io.flinklab.data.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How well one column alone separates the two values of the label: the area under the ROC curve,
 * 0.5 to 1.
 */
final class Separation {
    private Separation() {}

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

    /** Of categories: ordered by how often the label has its second value among them. */
    static double ofCategories(List<long[]> counts) {
        List<long[]> ordered = new ArrayList<>(counts);
        ordered.sort(
                Comparator.comparingDouble(
                        count -> (double) count[1] / Math.max(1, count[0] + count[1])));
        return of(ordered);
    }
}
