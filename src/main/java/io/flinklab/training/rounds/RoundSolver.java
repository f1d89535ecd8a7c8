package io.flinklab.training.rounds;

import java.io.Serializable;
import java.util.List;

/**
 * An estimator's mathematics where the sums arrive: from the first request to the model. Each call
 * of {@link #take} is one round through all rows. All that a checkpoint has to keep is in here.
 *
 * @param <P> tells how far training is after a step; Flink can serialise it
 * @param <M> the model or a piece of it; Flink can serialise it
 */
public interface RoundSolver<P, M> extends Serializable {
    /** What the rows are asked next; null when training has ended. */
    GradientRequest request();

    /** Takes the sum of all rows' answers to {@link #request}, which it may overwrite. */
    void take(GradientSums sums);

    /** The steps so far. */
    List<P> progress();

    /**
     * The model, once training has ended; in pieces where it is large: Flink hands no record above
     * 2 MB to whoever waits for a job's results.
     */
    List<M> result();
}
