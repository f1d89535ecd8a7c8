package io.flinklab.training.logistic;

import java.util.List;

/** Trains without a cluster, as the operators do. */
final class PlainTraining {
    static final Settings DEFAULTS = new Settings(1, 100, 1e-6, true, "none", "auto");

    private PlainTraining() {}

    static Settings settings(double reg) {
        return new Settings(reg, 100, 1e-6, true, "none", "auto");
    }

    static LogisticModelData train(List<WeightedRow> examples, Settings settings) {
        TrainingRows rows = new TrainingRows();
        examples.forEach(rows::add);
        NewtonSolver training = new NewtonSolver(settings);
        while (training.result() == null) {
            OrderedSum sum = new OrderedSum();
            for (int bucket = TrainingRows.BUCKETS - 1; bucket >= 0; bucket--) {
                sum.add(rows.answer(bucket, training.request()));
            }
            training.advance(sum.take());
        }
        return training.result();
    }
}
