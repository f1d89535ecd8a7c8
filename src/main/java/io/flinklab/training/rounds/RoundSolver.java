package io.flinklab.training.rounds;

import io.flinklab.features.Predictor;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

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

    /** The iterations so far, of which {@link #progress} may tell one more: the start. */
    default int iterations() {
        return progress().size();
    }

    /**
     * All that {@link #resume} needs, as JSON: after an iteration, before training has ended.
     *
     * @throws UnsupportedOperationException states of this solver cannot be stored
     */
    default String state() {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " has no state");
    }

    /** The model as {@link #state} has it; empty where it is no stage of a pipeline. */
    default Optional<Predictor> predictor() {
        return Optional.empty();
    }

    /**
     * Puts a solver that has taken nothing yet where another one of the same options was.
     *
     * @param state of that one
     * @throws io.flinklab.training.TrainingException it is a state of another kind
     * @throws UnsupportedOperationException states of this solver cannot be stored
     */
    default void resume(String state) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " has no state");
    }

    /** The fitted feature stages as JSON, once training has ended; null if it fits none. */
    default String stages() {
        return null;
    }
}
