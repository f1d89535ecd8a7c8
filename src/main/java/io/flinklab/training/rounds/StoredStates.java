package io.flinklab.training.rounds;

import io.flinklab.features.FeatureFit;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The states that a training stores on its way, and the one with which it begins. A training that
 * begins with a state ends in the same bytes as the one that stored it: the rows and the options
 * have to be the same.
 *
 * @param every iterations from one stored state to the next, 1 or more; 0 to store none
 * @param writer where they go; null where none are stored
 * @param from a stored state, as JSON; empty to begin at the start
 */
public record StoredStates(int every, StateWriter writer, String from) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Begins at the start and stores none. */
    public static final StoredStates NONE = new StoredStates(0, null, "");

    /** Refuses a number below 1 where states are stored. */
    public StoredStates {
        if (writer != null && every < 1) {
            throw new IllegalArgumentException(
                    "a state is stored every 1 iteration or more; found " + every + ".");
        }
    }

    /** Whether a training needs nothing of this. */
    public boolean isNone() {
        return writer == null && from.isEmpty();
    }

    /** A solver at its start, put where it begins. */
    <S extends RoundSolver<?, ?>> S begin(S solver) {
        if (!from.isEmpty()) {
            solver.resume(from);
        }
        return solver;
    }

    /** Whether the state after this iteration is one of those. */
    boolean isDue(int iteration) {
        return writer != null && iteration > 0 && iteration % every == 0;
    }

    /** Stores the state that a solver is in. */
    void write(RoundSolver<?, ?> solver) {
        writer.write(solver.iterations(), solver.state(), model(solver));
    }

    private static Optional<FittedPipeline> model(RoundSolver<?, ?> solver) {
        if (solver.stages() == null) {
            return Optional.empty();
        }
        List<FittedStage> all = new ArrayList<>(FeatureFit.fromJson(solver.stages()).values());
        return solver.predictor()
                .map(
                        predictor -> {
                            all.add(predictor);
                            return new FittedPipeline(all);
                        });
    }
}
