package io.flinklab.training.rounds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rows that this process holds as objects, to train on without a job: the same mathematics in the
 * same order, so the model has the same bytes as that of {@link TrainingRounds}. For several small
 * trainings on the same rows, one after the other. Not for two threads at once.
 *
 * @param <R> a row
 */
public final class LocalRounds<R> {
    private final List<RoundWorker.Bucket> buckets = new ArrayList<>();

    /**
     * Takes the rows.
     *
     * @param worker of every training on them
     */
    public LocalRounds(RoundWorker<R> worker, Iterable<R> rows) {
        List<List<R>> dealt = new ArrayList<>();
        for (int bucket = 0; bucket < worker.buckets(); bucket++) {
            dealt.add(new ArrayList<>());
        }
        rows.forEach(row -> dealt.get(RowBuckets.bucketOf(row, worker)).add(row));
        for (List<R> bucket : dealt) {
            bucket.sort(order(worker));
            buckets.add(worker.bucket(bucket::forEach));
        }
    }

    /** In which {@link PackedRows} sorts the parts of a bucket. */
    private static <R> Comparator<R> order(RoundWorker<R> worker) {
        return Comparator.<R>comparingLong(
                        row -> worker.hash(row) >>> (Long.SIZE - RowBuckets.PART_BITS))
                .thenComparingLong(row -> worker.hash(row) << RowBuckets.PART_BITS);
    }

    /** Trains to the end and returns the solver, which has the model then. */
    public <S extends RoundSolver<?, ?>> S train(S solver) {
        while (solver.request() != null) {
            round(solver);
        }
        return solver;
    }

    void round(RoundSolver<?, ?> solver) {
        OrderedSums sums = new OrderedSums(buckets.size());
        GradientRequest request = solver.request();
        for (int bucket = 0; bucket < buckets.size(); bucket++) {
            GradientSums answer = new GradientSums(bucket, request.fingerprint());
            buckets.get(bucket).answer(request, answer);
            sums.add(answer);
        }
        solver.take(sums.take(request));
    }
}
