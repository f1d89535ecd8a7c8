package io.flinklab.tuning;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.features.FeaturePlan;
import io.flinklab.training.Estimators;
import io.flinklab.training.logistic.LogisticFits;
import io.flinklab.training.logistic.LogisticModelData;
import io.flinklab.training.logistic.PenalizedLogisticRegression;
import io.flinklab.training.logistic.WeightedRow;
import java.util.ArrayList;
import java.util.List;

/**
 * One fold: trains candidates on the rows of all other folds and measures them on its own. The
 * features are fitted once, on the training rows alone. What goes wrong is a result that says so.
 */
final class FoldModels {
    private final Metric metric;
    private final String label;
    private final LogisticFits training = new LogisticFits();
    private final List<WeightedRow> measured = new ArrayList<>();

    /** Why no candidate can be measured; empty where they can. */
    private final String failure;

    /**
     * Prepares a fold.
     *
     * @param fold its number, from 1
     */
    FoldModels(FoldedRows rows, Schema schema, FeaturePlan plan, SearchOptions options, int fold) {
        metric = options.metric();
        label = schema.requireLabel().name();
        failure =
                failure(
                        () -> {
                            List<Example> train = rows.train(fold);
                            encode(
                                    FoldFeatures.fit(plan, schema, train, options.unseen()),
                                    train,
                                    rows.test(fold));
                        });
    }

    private void encode(FoldFeatures fitted, List<Example> train, List<Example> test) {
        for (Example each : train) {
            fitted.of(each).ifPresent(training::add);
        }
        for (Example each : test) {
            fitted.of(each).ifPresent(measured::add);
        }
    }

    /** Trains and measures one candidate. */
    UnitResult result(Unit unit) {
        double[] value = new double[1];
        String reason = failure.isEmpty() ? failure(() -> value[0] = value(unit)) : failure;
        return reason.isEmpty()
                ? UnitResult.of(unit.candidate(), unit.fold(), value[0])
                : UnitResult.failed(unit.candidate(), unit.fold(), reason);
    }

    private double value(Unit unit) {
        PenalizedLogisticRegression estimator =
                (PenalizedLogisticRegression) Estimators.of(unit.hyperparameters(), label);
        LogisticModelData model = training.fit(estimator);
        double[] known = measured.stream().mapToDouble(row -> row.label).toArray();
        double[] scores = measured.stream().mapToDouble(model::score).toArray();
        return metric.finite(Evaluation.of(known, scores));
    }

    /** Why something fails; empty where it does not. */
    private static String failure(Runnable work) {
        try {
            work.run();
            return "";
        } catch (RuntimeException e) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }
}
