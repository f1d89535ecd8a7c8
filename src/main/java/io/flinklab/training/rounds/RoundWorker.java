package io.flinklab.training.rounds;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

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

    /** A hash of the row's content or keys, all bits of it mixed, which decides its place. */
    long hash(R row);

    /** Writes what {@link #read} needs. Rows are held in this form. */
    void write(R row, DataOutputView out) throws IOException;

    /**
     * Reads a row that was written.
     *
     * @param reuse one that was read before and is not looked at any more, or null
     */
    R read(R reuse, DataInputView in) throws IOException;

    /** Writes what rows have in common, and {@link #read} needs, to a checkpoint. */
    default void writeCommon(DataOutputView out) throws IOException {}

    /** Reads what rows of a checkpoint have in common, before any of them is read. */
    default void readCommon(DataInputView in) throws IOException {}

    /**
     * Takes the rows of a bucket, once all are there.
     *
     * @param rows in the order of their hashes; there may be none
     */
    Bucket bucket(Rows<R> rows);

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
