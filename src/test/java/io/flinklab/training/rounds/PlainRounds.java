package io.flinklab.training.rounds;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.features.FeatureFit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.runtime.io.disk.iomanager.IOManager;
import org.apache.flink.runtime.io.disk.iomanager.IOManagerAsync;
import org.apache.flink.runtime.memory.MemoryManager;

/** Trains without a cluster, as the operators do. */
public final class PlainRounds {
    private PlainRounds() {}

    /** Trains to the end and returns the solver. */
    public static <R, S extends RoundSolver<?, ?>> S train(
            List<R> rows, Supplier<RoundWorker<R>> workers, S solver, int subtasks) {
        return train(rows, workers, solver, subtasks, 1);
    }

    /**
     * The same with a share of 8 MiB of memory, beyond which rows lie in files.
     *
     * @param memory 0 to 1
     */
    static <R, S extends RoundSolver<?, ?>> S train(
            List<R> rows, Supplier<RoundWorker<R>> workers, S solver, int subtasks, double memory) {
        List<RoundWorker<R>> working = new ArrayList<>();
        List<RowBuckets<R>> held = new ArrayList<>();
        IOManager files = new IOManagerAsync();
        try {
            for (int i = 0; i < subtasks; i++) {
                working.add(workers.get());
                held.add(new RowBuckets<>(working.get(i), pages(memory, files)));
            }
            for (R row : rows) {
                held.get(subtaskOf(row, working)).add(row);
            }
            while (solver.request() != null) {
                OrderedSums sums = new OrderedSums(working.get(0).buckets());
                for (int bucket = working.get(0).buckets() - 1; bucket >= 0; bucket--) {
                    int subtask = RowsOperator.subtaskOf(bucket, subtasks);
                    sums.add(held.get(subtask).answer(bucket, solver.request()));
                }
                solver.take(sums.take(solver.request()));
            }
            working.forEach(RoundWorker::close);
            for (RowBuckets<R> each : held) {
                each.close();
            }
            files.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return solver;
    }

    /**
     * Trains, and after every so many iterations goes on with another solver from the state.
     *
     * @param solvers gives one at its start
     */
    public static <R, S extends RoundSolver<?, ?>> S resuming(
            List<R> rows, RoundWorker<R> worker, Supplier<S> solvers, int every) {
        LocalRounds<R> held = new LocalRounds<>(worker, rows);
        S solver = solvers.get();
        int stored = 0;
        while (solver.request() != null) {
            held.round(solver);
            int iterations = solver.iterations();
            if (solver.request() != null && iterations > stored && iterations % every == 0) {
                stored = iterations;
                String state = solver.state();
                solver = solvers.get();
                solver.resume(state);
            }
        }
        return solver;
    }

    /** Trains until the first iteration is done. */
    public static <R> void begin(List<R> rows, RoundWorker<R> worker, RoundSolver<?, ?> solver) {
        LocalRounds<R> held = new LocalRounds<>(worker, rows);
        while (solver.iterations() == 0) {
            held.round(solver);
        }
    }

    /** Lets a solver take one round more. */
    public static <R> void round(List<R> rows, RoundWorker<R> worker, RoundSolver<?, ?> solver) {
        new LocalRounds<>(worker, rows).round(solver);
    }

    /** The same for examples; returns the fitted feature stages. */
    public static <R> String trainExamples(
            Schema schema,
            List<Example> examples,
            FeatureFit fit,
            EncodedRow<R> encoding,
            Supplier<RoundWorker<R>> workers,
            RoundSolver<?, ?> solver,
            int subtasks) {
        return train(
                        examples.stream().map(ExampleRow::of).toList(),
                        () ->
                                new ExampleWorker<>(
                                        fit,
                                        schema.numbers().size(),
                                        schema.categories().size(),
                                        workers.get(),
                                        encoding),
                        new FeatureSolver<>(fit, solver),
                        subtasks)
                .stages();
    }

    private static PageStore pages(double memory, IOManager files) {
        return new PageStore(new Object(), MemoryManager.create(8 << 20, 32 << 10), memory, files);
    }

    private static <R> int subtaskOf(R row, List<RoundWorker<R>> working) {
        return RowsOperator.subtaskOf(bucketOf(row, working.get(0)), working.size());
    }

    /** The bucket of a row. */
    public static <R> int bucketOf(R row, RoundWorker<R> worker) {
        return RowBuckets.bucketOf(row, worker);
    }
}
