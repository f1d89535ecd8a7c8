package io.flinklab.training.logistic;

import io.flinklab.training.rounds.PlainRounds;
import java.util.List;

/** Trains without a cluster, as the operators do. */
final class PlainTraining {
    static final Settings DEFAULTS = new Settings(1, 100, 1e-6, true, "none", "auto");

    private PlainTraining() {}

    static Settings settings(double reg) {
        return new Settings(reg, 100, 1e-6, true, "none", "auto");
    }

    static LogisticModelData train(List<WeightedRow> rows, Settings settings) {
        return PlainRounds.train(
                        rows,
                        () -> new LogisticWorker(settings.offset()),
                        new NewtonSolver(settings),
                        1)
                .result()
                .get(0);
    }
}
