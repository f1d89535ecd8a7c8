package io.flinklab.training.rounds;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds the buckets' sums in the order of their buckets, whenever they arrive; holds only those that
 * are early.
 */
final class OrderedSums implements Serializable {
    private static final long serialVersionUID = 1;

    private final int buckets;
    private final Map<Integer, GradientSums> early = new TreeMap<>();
    private GradientSums sum;
    private int next;

    /** Of so many buckets. */
    OrderedSums(int buckets) {
        this.buckets = buckets;
    }

    void add(GradientSums sums) {
        early.put(sums.bucket, sums);
        while (early.containsKey(next)) {
            addNext(early.remove(next));
        }
    }

    private void addNext(GradientSums sums) {
        if (next == 0) {
            sum = new GradientSums(0, sums.fingerprint);
        } else if (sums.fingerprint != sum.fingerprint) {
            throw new IllegalStateException(
                    "Subtasks hold different parameters in one round; their sums do not add up.");
        }
        sum.add(sums);
        next++;
    }

    boolean isEmpty() {
        return next == 0 && early.isEmpty();
    }

    /**
     * The sum over all buckets; starts again from nothing.
     *
     * @throws IllegalStateException a bucket is missing, or answered another request
     */
    GradientSums take(GradientRequest request) {
        if (next != buckets) {
            throw new IllegalStateException(
                    "Sums of " + next + " of " + buckets + " buckets arrived.");
        }
        if (sum.fingerprint != request.fingerprint()) {
            throw new IllegalStateException(
                    "The subtasks answered with other parameters than they were sent.");
        }
        next = 0;
        return sum;
    }
}
