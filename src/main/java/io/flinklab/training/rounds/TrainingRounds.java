package io.flinklab.training.rounds;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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
 * parallelism. Rows are held on the heap of the training subtasks; they and the solver are part of
 * checkpoints, so a job that fails goes on from the last one, at the same parallelism.
 *
 * <p>One subtask adds the sums, which are small, in a fixed order, and holds the solver's state.
 * With Flink ML's {@code allReduceSum} the order of adding would depend on the parallelism, and so
 * would the last bits of the model.
 *
 * @param model the model or its pieces, once training has ended
 * @param steps how far training is, while it runs
 * @param <P> a step
 * @param <M> the model or a piece of it
 */
public record TrainingRounds<P, M>(DataStream<M> model, DataStream<P> steps) {
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
     * @param step class of a step
     * @param model class of the model or a piece of it
     */
    public static <R, P, M> TrainingRounds<P, M> of(
            DataStream<R> rows,
            RoundWorker<R> worker,
            RoundSolver<P, M> solver,
            Class<P> step,
            Class<M> model) {
        DataStream<R> bucketed =
                rows.partitionCustom(
                                RowsOperator::subtaskOf, row -> RowsOperator.bucketOf(row, worker))
                        // The loop takes its parallelism from the operator before it.
                        .map(row -> row, rows.getType())
                        .name("by bucket");
        DataStream<GradientRequest> start =
                rows.getExecutionEnvironment()
                        .fromElements(new GradientRequest())
                        .name("start training");
        DataStreamList outputs =
                Iterations.iterateBoundedStreamsUntilTermination(
                        DataStreamList.of(start),
                        ReplayableDataStreamList.notReplay(bucketed),
                        IterationConfig.newBuilder().build(),
                        new Loop<>(
                                worker,
                                solver,
                                new OutputTag<>("steps", TypeInformation.of(step)),
                                new OutputTag<>("model", TypeInformation.of(model))));
        return new TrainingRounds<>(outputs.get(0), outputs.get(1));
    }

    /** The job graph of a round; rounds end when the solver asks nothing more. */
    private record Loop<R, P, M>(
            RoundWorker<R> worker, RoundSolver<P, M> solver, OutputTag<P> steps, OutputTag<M> model)
            implements IterationBody {

        @Override
        public IterationBodyResult process(DataStreamList variables, DataStreamList data) {
            DataStream<GradientRequest> requests = variables.get(0);
            DataStream<R> rows = data.get(0);
            SingleOutputStreamOperator<GradientSums> sums =
                    rows.connect(requests.broadcast())
                            .transform(
                                    "sum over training rows",
                                    TypeInformation.of(GradientSums.class),
                                    new RowsOperator<>(worker, rows.getType()));
            SingleOutputStreamOperator<GradientRequest> next =
                    sums.transform(
                                    "solve",
                                    TypeInformation.of(GradientRequest.class),
                                    new SolverOperator<>(solver, worker.buckets(), steps, model))
                            .setParallelism(1);
            return new IterationBodyResult(
                    DataStreamList.of(next),
                    DataStreamList.of(next.getSideOutput(model), next.getSideOutput(steps)));
        }
    }
}
