package io.flinklab.training.rounds;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one subtask in their buckets.
 *
 * @param <R> a row
 */
final class BucketedRows<R> {
    private final RoundWorker<R> worker;
    private final List<List<R>> buckets = new ArrayList<>();
    private final List<RoundWorker.Bucket> complete = new ArrayList<>();

    BucketedRows(RoundWorker<R> worker) {
        this.worker = worker;
        for (int bucket = 0; bucket < worker.buckets(); bucket++) {
            buckets.add(new ArrayList<>());
        }
    }

    static <R> int bucketOf(R row, RoundWorker<R> worker) {
        return (int) Math.floorMod(worker.hash(row), (long) worker.buckets());
    }

    static int subtaskOf(int bucket, int subtasks) {
        return bucket % subtasks;
    }

    void add(R row) {
        buckets.get(bucketOf(row, worker)).add(row);
        complete.clear();
    }

    /** One bucket's answer. */
    GradientSums answer(int bucket, GradientRequest request) {
        if (complete.isEmpty()) {
            for (List<R> rows : buckets) {
                rows.sort(worker.order());
                complete.add(worker.bucket(rows));
            }
        }
        GradientSums sums = new GradientSums(bucket, request.fingerprint());
        complete.get(bucket).answer(request, sums);
        return sums;
    }
}
