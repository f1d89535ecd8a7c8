package io.flinklab.training.rounds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The rows of one subtask in their buckets, packed. A bucket has parts, by the first bits of the
 * hash, so that sorting needs little room at a time.
 *
 * @param <R> a row
 */
final class RowBuckets<R> implements AutoCloseable {
    /** Of the hash; 16 parts. */
    static final int PART_BITS = 4;

    private static final int PARTS = 1 << PART_BITS;
    private static final int ROW_SIZE = 256;

    private final RoundWorker<R> worker;
    private final PageStore store;
    private final List<List<PackedRows>> buckets = new ArrayList<>();
    private final List<RoundWorker.Bucket> complete = new ArrayList<>();
    private final DataOutputSerializer packed = new DataOutputSerializer(ROW_SIZE);

    RowBuckets(RoundWorker<R> worker, PageStore store) {
        this.worker = worker;
        this.store = store;
        for (int bucket = 0; bucket < worker.buckets(); bucket++) {
            List<PackedRows> parts = new ArrayList<>();
            for (int part = 0; part < PARTS; part++) {
                parts.add(new PackedRows(store));
            }
            buckets.add(parts);
        }
    }

    static <R> int bucketOf(R row, RoundWorker<R> worker) {
        return (int) Math.floorMod(worker.hash(row), (long) worker.buckets());
    }

    void add(R row) throws IOException {
        long hash = worker.hash(row);
        packed.clear();
        worker.write(row, packed);
        buckets.get(bucketOf(row, worker))
                .get((int) (hash >>> (Long.SIZE - PART_BITS)))
                .add(hash, packed.getSharedBuffer(), packed.length());
    }

    /** One bucket's answer; the first call needs all rows. */
    GradientSums answer(int bucket, GradientRequest request) throws IOException {
        if (complete.isEmpty()) {
            for (List<PackedRows> parts : buckets) {
                for (PackedRows part : parts) {
                    part.sort();
                }
                complete.add(worker.bucket(each -> forEach(parts, each)));
            }
        }
        GradientSums sums = new GradientSums(bucket, request.fingerprint());
        complete.get(bucket).answer(request, sums);
        return sums;
    }

    private void forEach(List<PackedRows> parts, Consumer<R> each) {
        Unpacking unpacking = new Unpacking(each);
        try {
            for (PackedRows part : parts) {
                part.forEach(unpacking);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Training rows cannot be read again.", e);
        }
    }

    /** Reads rows into one object after the other. */
    private final class Unpacking implements PackedRows.RowBytes {
        private final Consumer<R> each;
        private final DataInputDeserializer bytes = new DataInputDeserializer();
        private R row;

        Unpacking(Consumer<R> each) {
            this.each = each;
        }

        @Override
        public void read(byte[] buffer, int start, int length) throws IOException {
            bytes.setBuffer(buffer, start, length);
            row = worker.read(row, bytes);
            each.accept(row);
        }
    }

    /** Writes the rows of every n-th bucket, beginning with one. */
    void write(DataOutput out, int first, int step) throws IOException {
        out.writeInt(first);
        out.writeInt(step);
        out.writeInt(store.pageSize());
        for (int bucket = first; bucket < buckets.size(); bucket += step) {
            for (PackedRows part : buckets.get(bucket)) {
                part.write(out);
            }
        }
    }

    /**
     * Takes the rows that were written.
     *
     * @throws IllegalStateException they are of other buckets
     */
    void restore(DataInput in, int first, int step) throws IOException {
        if (in.readInt() != first || in.readInt() != step) {
            throw new IllegalStateException(
                    "A training row is on another subtask than its content says. A training that"
                            + " goes on from a checkpoint needs the parallelism that it had.");
        }
        int pageSize = in.readInt();
        for (int bucket = first; bucket < buckets.size(); bucket += step) {
            for (PackedRows part : buckets.get(bucket)) {
                part.restore(in, pageSize);
            }
        }
    }

    /** Forgets the rows and gives back their memory. */
    @Override
    public void close() throws IOException {
        complete.clear();
        buckets.forEach(parts -> parts.forEach(PackedRows::clear));
        store.close();
    }
}
