package io.flinklab.training.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Trains without a cluster, as the operators do. */
public final class PlainRounds {
    private PlainRounds() {}

    /** Trains to the end and returns the solver. */
    public static <R, S extends RoundSolver<?, ?>> S train(
            List<R> rows, Supplier<RoundWorker<R>> workers, S solver, int subtasks) {
        List<RoundWorker<R>> working = new ArrayList<>();
        List<RowsOperator.BucketedRows<R>> held = new ArrayList<>();
        for (int i = 0; i < subtasks; i++) {
            working.add(workers.get());
            held.add(new RowsOperator.BucketedRows<>(working.get(i)));
        }
        rows.forEach(row -> held.get(subtaskOf(row, working)).add(row));
        while (solver.request() != null) {
            OrderedSums sums = new OrderedSums(working.get(0).buckets());
            for (int bucket = working.get(0).buckets() - 1; bucket >= 0; bucket--) {
                int subtask = RowsOperator.subtaskOf(bucket, subtasks);
                sums.add(held.get(subtask).answer(bucket, solver.request()));
            }
            solver.take(sums.take(solver.request()));
        }
        working.forEach(RoundWorker::close);
        return solver;
    }

    private static <R> int subtaskOf(R row, List<RoundWorker<R>> working) {
        return RowsOperator.subtaskOf(bucketOf(row, working.get(0)), working.size());
    }

    /** The bucket of a row. */
    public static <R> int bucketOf(R row, RoundWorker<R> worker) {
        return RowsOperator.bucketOf(row, worker);
    }
}
