package io.flinklab.training.logistic;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds partial sums in the order of their buckets, whenever they arrive; holds only those that are
 * early.
 */
final class OrderedSum implements Serializable {
    private final Map<Integer, Partial> early = new TreeMap<>();
    private Partial sum = new Partial();
    private int next;

    void add(Partial partial) {
        early.put(partial.bucket, partial);
        while (early.containsKey(next)) {
            sum.add(early.remove(next));
            next++;
        }
    }

    boolean isEmpty() {
        return next == 0 && early.isEmpty();
    }

    /** The sum over all buckets; starts again from nothing. */
    Partial take() {
        if (next != TrainingRows.BUCKETS) {
            throw new IllegalStateException(
                    "Sums of " + next + " of " + TrainingRows.BUCKETS + " buckets arrived.");
        }
        Partial taken = sum;
        sum = new Partial();
        next = 0;
        return taken;
    }
}
