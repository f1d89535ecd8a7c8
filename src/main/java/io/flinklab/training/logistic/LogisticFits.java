package io.flinklab.training.logistic;

import io.flinklab.training.TrainingException;
import io.flinklab.training.rounds.LocalRounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Training rows that this process holds, for several fits of {@link PenalizedLogisticRegression}
 * without a job. A fit gives the same bytes as one in a job on the same rows. Not for two threads
 * at once.
 */
public final class LogisticFits {
    private final List<WeightedRow> rows = new ArrayList<>();
    private final Map<Integer, LocalRounds<WeightedRow>> byOffset = new HashMap<>();

    /**
     * Takes a row.
     *
     * @throws TrainingException a feature is not finite
     */
    public void add(WeightedRow row) {
        for (int k = 0; k < row.values.length; k++) {
            if (!Double.isFinite(row.values[k])) {
                throw new TrainingException(
                        "Feature %s: expected a finite number; found %s."
                                .formatted(row.index(k), row.values[k]));
            }
        }
        rows.add(row);
        byOffset.clear();
    }

    /**
     * Fits an estimator.
     *
     * @throws TrainingException the rows have no model
     */
    public LogisticModelData fit(PenalizedLogisticRegression estimator) {
        Settings settings = estimator.settings();
        return byOffset.computeIfAbsent(
                        settings.offset(),
                        offset -> new LocalRounds<>(new LogisticWorker(offset), rows))
                .train(new NewtonSolver(settings))
                .result()
                .get(0);
    }
}
