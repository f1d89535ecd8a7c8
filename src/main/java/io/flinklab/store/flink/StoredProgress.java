package io.flinklab.store.flink;

import io.flinklab.features.FittedPipeline;
import io.flinklab.training.rounds.StateWriter;
import java.util.Optional;

/**
 * Stores the states of a training in its unfinished version, where the training's job solves: the
 * machines of a cluster reach the store at the same path or address.
 *
 * @param version that was begun
 */
public record StoredProgress(StoreLocation store, String version) implements StateWriter {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(int iteration, String state, Optional<FittedPipeline> model) {
        store.open().unfinished().store(version, iteration, state, model);
    }
}
