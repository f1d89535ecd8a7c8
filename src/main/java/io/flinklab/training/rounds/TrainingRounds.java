package io.flinklab.training.rounds;

import io.flinklab.data.flink.ExampleRows;
import io.flinklab.features.FeatureFit;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.ManagedMemoryUseCase;
import org.apache.flink.iteration.DataStreamList;
import org.apache.flink.iteration.IterationBody;
import org.apache.flink.iteration.IterationBodyResult;
import org.apache.flink.iteration.IterationConfig;
import org.apache.flink.iteration.Iterations;
import org.apache.flink.iteration.ReplayableDataStreamList;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;

/**
 * One training in rounds, as a part of the rows' job. Its streams give nothing until the job runs.
 *
 * <p>The same rows and the same mathematics give the same bytes, in any order and at any
 * parallelism. Rows are held as bytes in the managed memory of the training subtasks and, beyond
 * it, in files of Flink's temporary directories; the heap needs room for a 256th of them, to sort
 * them once. They and the solver are part of checkpoints, so a job that fails goes on from the last
 * one, at the same parallelism.
 *
 * <p>One subtask adds the sums, which are small, in a fixed order, and holds the solver's state.
 * With Flink ML's {@code allReduceSum} the order of adding would depend on the parallelism, and so
 * would the last bits of the model.
 *
 * @param model the model or its pieces, once training has ended
 * @param steps how far training is, while it runs
 * @param stages the fitted feature stages, as {@link FeatureFit#fromJson} reads them; null where
 *     rows have their features before
 * @param <P> a step
 * @param <M> the model or a piece of it
 */
public record TrainingRounds<P, M>(
        DataStream<M> model, DataStream<P> steps, DataStream<String> stages) {
    /** In mebibytes, as Flink's own operators have it: no other one of a training asks for more. */
    private static final int MEMORY_WEIGHT = 1024;

    /**
     * Reads a table's rows as the estimator needs them; rows that it refuses fail the job.
     *
     * @param row class of a row that was read
     */
    public static <R> DataStream<R> read(
            DataStream<Row> rows, MapFunction<Row, R> reader, Class<R> row) {
        return rows.map(reader, TypeInformation.of(row))
                .name("read training rows")
                // As its input, so that a row's number in a message is its number there.
                .setParallelism(rows.getParallelism())
                // In one chain with it, Flink ML's stages hide why reading failed.
                .startNewChain();
    }

    /**
     * Adds training to the rows' job, at the environment's parallelism.
     *
     * @param solver at its start
     * @param stored with what it begins, and what it stores
     * @param step class of a step
     * @param model class of the model or a piece of it
     */
    public static <R, P, M> TrainingRounds<P, M> of(
            DataStream<R> rows,
            RoundWorker<R> worker,
            RoundSolver<P, M> solver,
            StoredStates stored,
            Class<P> step,
            Class<M> model) {
        DataStreamList outputs =
                outputs(rows, new Loop<>(worker, stored.begin(solver), stored, step, model, false));
        return new TrainingRounds<>(outputs.get(0), outputs.get(1), null);
    }

    /**
     * Adds the fitting of features and, behind them, training to the job of a table's rows, at the
     * environment's parallelism. The rows go to the training subtasks once, as they are.
     *
     * @param rows examples, laid out by the codec
     * @param encoding makes the estimator's rows of features
     */
    public static <R, P, M> TrainingRounds<P, M> ofExamples(
            DataStream<Row> rows,
            ExampleRows codec,
            FeatureFit fit,
            EncodedRow<R> encoding,
            RoundWorker<R> worker,
            RoundSolver<P, M> solver,
            StoredStates stored,
            Class<P> step,
            Class<M> model) {
        DataStream<ExampleRow> examples =
                rows.map(new ExampleRowReader(codec), TypeInformation.of(ExampleRow.class))
                        .name("read training rows")
                        .setParallelism(rows.getParallelism());
        ExampleWorker<R> examplesWorker =
                new ExampleWorker<>(
                        fit,
                        codec.schema().numbers().size(),
                        codec.schema().categories().size(),
                        worker,
                        encoding);
        DataStreamList outputs =
                outputs(
                        examples,
                        new Loop<>(
                                examplesWorker,
                                stored.begin(new FeatureSolver<>(fit, solver)),
                                stored,
                                step,
                                model,
                                true));
        return new TrainingRounds<>(outputs.get(0), outputs.get(1), outputs.get(2));
    }

    private static <R> DataStreamList outputs(DataStream<R> rows, Loop<R, ?, ?> loop) {
        DataStream<R> bucketed =
                rows.partitionCustom(
                                RowsOperator::subtaskOf,
                                row -> RowBuckets.bucketOf(row, loop.worker))
                        // The loop takes its parallelism from the operator before it.
                        .map(row -> row, rows.getType())
                        .name("by bucket");
        DataStream<GradientRequest> start =
                rows.getExecutionEnvironment()
                        .fromElements(loop.solver.request())
                        .name("start training");
        return Iterations.iterateBoundedStreamsUntilTermination(
                DataStreamList.of(start),
                ReplayableDataStreamList.notReplay(bucketed),
                IterationConfig.newBuilder().build(),
                loop);
    }

    /** The job graph of a round; rounds end when the solver asks nothing more. */
    private record Loop<R, P, M>(
            RoundWorker<R> worker,
            RoundSolver<P, M> solver,
            StoredStates stored,
            OutputTag<P> steps,
            OutputTag<M> model,
            OutputTag<String> stages,
            boolean fitsFeatures)
            implements IterationBody {

        Loop(
                RoundWorker<R> worker,
                RoundSolver<P, M> solver,
                StoredStates stored,
                Class<P> step,
                Class<M> model,
                boolean fitsFeatures) {
            this(
                    worker,
                    solver,
                    stored,
                    new OutputTag<>("steps", TypeInformation.of(step)),
                    new OutputTag<>("model", TypeInformation.of(model)),
                    new OutputTag<>("stages", Types.STRING),
                    fitsFeatures);
        }

        @Override
        public IterationBodyResult process(DataStreamList variables, DataStreamList data) {
            DataStream<GradientRequest> requests = variables.get(0);
            DataStream<R> rows = data.get(0);
            SingleOutputStreamOperator<GradientSums> sums =
                    rows.connect(requests.broadcast())
                            .transform(
                                    "sum over training rows",
                                    TypeInformation.of(GradientSums.class),
                                    new RowsOperator<>(worker));
            sums.getTransformation()
                    .declareManagedMemoryUseCaseAtOperatorScope(
                            ManagedMemoryUseCase.OPERATOR, MEMORY_WEIGHT);
            SingleOutputStreamOperator<GradientRequest> next =
                    sums.transform(
                                    "solve",
                                    TypeInformation.of(GradientRequest.class),
                                    new SolverOperator<>(
                                            solver, worker.buckets(), steps, model, stages, stored))
                            .setParallelism(1);
            List<DataStream<?>> outputs = new ArrayList<>();
            outputs.add(next.getSideOutput(model));
            outputs.add(next.getSideOutput(steps));
            if (fitsFeatures) {
                outputs.add(next.getSideOutput(stages));
            }
            return new IterationBodyResult(
                    DataStreamList.of(next),
                    DataStreamList.of(outputs.toArray(DataStream<?>[]::new)));
        }
    }
}
