package io.flinklab.training.network;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** Adds answers in the order of their buckets, whenever they arrive. */
final class OrderedAnswers implements Serializable {
    private static final long serialVersionUID = 1;

    private final Map<Integer, Answer> arrived = new TreeMap<>();

    void add(Answer answer) {
        arrived.put(answer.bucket, answer);
    }

    boolean isEmpty() {
        return arrived.isEmpty();
    }

    /** The sum over all buckets; starts again from nothing. */
    Answer take() {
        if (arrived.size() != NetworkRows.BUCKETS) {
            throw new IllegalStateException(
                    "Answers of "
                            + arrived.size()
                            + " of "
                            + NetworkRows.BUCKETS
                            + " buckets arrived.");
        }
        Answer sum = arrived.remove(0);
        arrived.values().forEach(sum::add);
        arrived.clear();
        return sum;
    }
}
