package io.flinklab.training.rounds;

import io.flinklab.features.FittedPipeline;
import java.io.Serializable;
import java.util.Optional;

/** Takes the states of a training while it runs, where its solver runs. */
public interface StateWriter extends Serializable {
    /**
     * Stores a state in place of earlier ones. A job that goes on from a checkpoint may hand the
     * same state twice. Training waits for it. It fails where the first state cannot be stored;
     * what is thrown later is logged, and training goes on.
     *
     * @param iteration how many iterations led to it, 1 or more
     * @param state what {@link StoredStates#from} takes
     * @param model features and model as they are now, to score with; empty where the features are
     *     fitted before the training, or the model is no stage of a pipeline
     */
    void write(int iteration, String state, Optional<FittedPipeline> model);
}
