package io.flinklab.training.rounds;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * An estimator's mathematics where the rows are. Rows lie in buckets by their content; each bucket
 * is summed by itself, so its sums are the same to the bit in whatever order rows arrive and on
 * whatever subtask the bucket lies. A subtask has a copy of the worker for itself.
 *
 * @param <R> a row, which Flink can serialise
 */
public interface RoundWorker<R> extends Serializable {
    /**
     * How many buckets there are: a fixed number, because the order of summing depends on it. More
     * subtasks do not make training faster.
     */
    int buckets();

    /** A hash of the row's content or keys, which decides its bucket. */
    long hash(R row);

    /** An order that depends on the rows' content alone. */
    Comparator<R> order();

    /**
     * Takes the rows of a bucket, once all are there.
     *
     * @param rows in {@link #order}; there may be none
     */
    Bucket bucket(List<R> rows);

    /** Called before the first row, so that what cannot work fails at once. */
    default void open() {}

    /** Releases what Java's garbage collection does not. */
    default void close() {}

    /** One bucket of rows. */
    interface Bucket {
        /** Adds the rows' answer to a request to sums that are still empty. */
        void answer(GradientRequest request, GradientSums sums);
    }
}
