package io.flinklab.training.network;

import io.flinklab.data.Schema;
import io.flinklab.training.rounds.StoredStates;
import io.flinklab.training.rounds.TrainingRounds;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;

/**
 * Fits a network that minimises the mean log-loss of its training rows, by mini-batches, until the
 * validation rows' loss falls no more. The streams give nothing until the job runs.
 *
 * <p>The same rows and options give the same bytes of parameters, in any order and at any
 * parallelism. More than 8 subtasks do not make it faster. More than one in the same process hardly
 * help either, because DJL computes one gradient at a time in a process.
 *
 * <p>Rows are held on the heap of the training subtasks, and packed for checkpoints; they, the
 * parameters and Adam's moments are part of checkpoints, so a job that fails goes on from the last
 * one, at the same parallelism.
 *
 * @param parameters those of the smallest validation loss, in pieces that {@link
 *     NetworkParameters#whole} joins. Collect them while the job runs: it waits when more than 4 MB
 *     have not been collected
 * @param curve the losses after each epoch, while training runs
 */
public record NetworkFit(DataStream<NetworkParameters> parameters, DataStream<EpochLoss> curve) {

    /**
     * Adds training to the rows' job, at the environment's parallelism.
     *
     * @param rows examples with the vector column {@code features}; rows, labels and vectors that
     *     make no network fail the job with a {@link io.flinklab.training.TrainingException} among
     *     the causes
     * @param timeLimit after which no further epoch begins; zero for none
     * @param stored with what it begins, and what it stores; an iteration is an epoch
     */
    public static NetworkFit of(
            DataStream<Row> rows,
            Schema schema,
            NetworkOptions options,
            Duration timeLimit,
            StoredStates stored) {
        return ofRead(
                TrainingRounds.read(rows, new NetworkRowReader(schema), NetworkRow.class),
                options,
                timeLimit,
                stored);
    }

    static NetworkFit ofRead(
            DataStream<NetworkRow> rows,
            NetworkOptions options,
            Duration timeLimit,
            StoredStates stored) {
        TrainingRounds<EpochLoss, NetworkParameters> rounds =
                TrainingRounds.of(
                        rows,
                        new NetworkWorker(options),
                        new AdamSolver(options, timeLimit),
                        stored,
                        EpochLoss.class,
                        NetworkParameters.class);
        return new NetworkFit(rounds.model(), rounds.steps());
    }
}
