package io.flinklab.training.network;

import io.flinklab.data.Schema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.iteration.DataStreamList;
import org.apache.flink.iteration.IterationConfig;
import org.apache.flink.iteration.Iterations;
import org.apache.flink.iteration.ReplayableDataStreamList;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;

/**
 * Fits a network that minimises the mean log-loss of its training rows, by mini-batches, until the
 * validation rows' loss falls no more. What it gives are promises: nothing runs before the job
 * does.
 *
 * <p>The same rows and options give the same bytes of parameters, in any order and at any
 * parallelism. More than 8 subtasks do not make it faster, and more than one in a process hardly:
 * DJL computes one gradient at a time there.
 *
 * <p>Rows are held on the heap of the training subtasks; they, the parameters and Adam's moments
 * are part of checkpoints, so a job that fails goes on from the last one, at the same parallelism.
 *
 * @param parameters those of the smallest validation loss, in pieces of which {@link
 *     NetworkParameters#whole} makes one; who collects them does it while the job runs, which waits
 *     where more than 4 MB have not been taken
 * @param curve the losses after each epoch, while training runs
 */
public record NetworkFit(DataStream<NetworkParameters> parameters, DataStream<EpochLoss> curve) {

    /**
     * Adds training to the rows' job, at the environment's parallelism.
     *
     * @param rows customers with the vector column {@code features}; rows, labels and vectors that
     *     make no network fail the job with a {@link
     *     io.flinklab.training.logistic.TrainingException} among the causes
     */
    public static NetworkFit of(DataStream<Row> rows, Schema schema, NetworkOptions options) {
        return ofRead(
                rows.map(new NetworkRowReader(schema), TypeInformation.of(NetworkRow.class))
                        .name("read training rows")
                        .setParallelism(rows.getParallelism())
                        // In one chain with it, Flink ML's stages hide why reading failed.
                        .startNewChain(),
                options);
    }

    static NetworkFit ofRead(DataStream<NetworkRow> rows, NetworkOptions options) {
        DataStream<NetworkRow> bucketed =
                rows.partitionCustom(NetworkRows::subtaskOf, NetworkRows::bucketOf)
                        // The loop takes its parallelism from the operator before it.
                        .map(row -> row, TypeInformation.of(NetworkRow.class))
                        .name("by bucket");
        DataStream<Ask> start =
                rows.getExecutionEnvironment().fromElements(new Ask()).name("start training");
        DataStreamList outputs =
                Iterations.iterateBoundedStreamsUntilTermination(
                        DataStreamList.of(start),
                        ReplayableDataStreamList.notReplay(bucketed),
                        IterationConfig.newBuilder().build(),
                        new NetworkLoop(options));
        return new NetworkFit(outputs.get(0), outputs.get(1));
    }
}
