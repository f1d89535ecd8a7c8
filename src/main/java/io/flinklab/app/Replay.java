package io.flinklab.app;

import io.flinklab.churn.Churn;
import io.flinklab.data.DataException;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage.LogisticRegression;
import io.flinklab.store.ModelStore;
import io.flinklab.store.Staging;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * A training repeated from its manifest.
 *
 * @param identical whether every coefficient is the same to the bit
 * @param largestDifference between a coefficient, or the intercept, and its repetition
 */
public record Replay(boolean identical, double largestDifference) {

    /**
     * Trains again what is stored, on the same data with the same options.
     *
     * @throws DataException the data is not that of the manifest
     */
    public static Replay of(StoredModel model, Path data, EmbeddedCluster cluster, ModelStore store)
            throws Exception {
        TrainingOptions options = options(model);
        Recipe recipe = recipe(model);
        LabelledData rows = LabelledData.read(data, model.manifest().schema(), options);
        requireSameData(model, rows);
        try (Staging staging = store.stage()) {
            return compare(
                    model.pipeline(),
                    new ModelTraining(cluster)
                            .train(rows, recipe, options, staging.pipeline())
                            .pipeline());
        }
    }

    /**
     * The model's, on as many subtasks as there can be here: the model is the same on any number.
     */
    static TrainingOptions options(StoredModel model) {
        TrainingOptions options = model.manifest().training().options();
        return new TrainingOptions(
                options.split(),
                options.seed(),
                Math.min(options.parallelism(), EmbeddedCluster.MOST_SLOTS),
                options.unseen());
    }

    /** The recipe of that name, with the hyperparameters that the manifest has. */
    private static Recipe recipe(StoredModel model) {
        TrainingRecord training = model.manifest().training();
        Recipe recipe = Churn.recipe(training.plan());
        return training.hyperparameters() instanceof Hyperparameters.Unknown
                ? recipe
                : recipe.with(training.hyperparameters());
    }

    private static void requireSameData(StoredModel model, LabelledData rows) {
        String expected = model.manifest().training().data().sha256();
        if (!rows.data().sha256().equals(expected)) {
            throw new DataException(
                    rows.path()
                            + " is not the data that trained "
                            + model.version()
                            + ": expected SHA-256 "
                            + expected
                            + " ("
                            + model.manifest().training().data().file()
                            + "), found "
                            + rows.data().sha256()
                            + ". Give --data the file of that training.");
        }
    }

    private static Replay compare(FittedPipeline stored, FittedPipeline repeated) {
        LogisticRegression first = stored.classifier();
        LogisticRegression second = repeated.classifier();
        return new Replay(stored.equals(repeated), difference(first, second));
    }

    private static double difference(LogisticRegression first, LogisticRegression second) {
        List<Double> ours = first.coefficients();
        List<Double> theirs = second.coefficients();
        if (ours.size() != theirs.size()) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = Math.abs(first.intercept() - second.intercept());
        for (int i = 0; i < ours.size(); i++) {
            largest = Math.max(largest, Math.abs(ours.get(i) - theirs.get(i)));
        }
        return largest;
    }
}
