package io.flinklab.app;

import io.flinklab.churn.Churn;
import io.flinklab.data.DataException;
import io.flinklab.features.FittedPipeline;
import io.flinklab.store.ModelStore;
import io.flinklab.store.Staging;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import io.flinklab.training.StopReason;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * A training repeated from its manifest.
 *
 * @param identical whether every fitted number is the same to the bit
 * @param largestDifference between a number of the predictor, as a coefficient, and its repetition
 */
public record Replay(boolean identical, double largestDifference) {

    /**
     * Trains again what is stored, on the same data with the same options.
     *
     * @throws DataException the data is not that of the manifest
     */
    public static Replay of(StoredModel model, Path data, EmbeddedCluster cluster, ModelStore store)
            throws Exception {
        return of(model, data.toString(), cluster, store);
    }

    /** The same with data at a path or an address. */
    static Replay of(StoredModel model, String data, EmbeddedCluster cluster, ModelStore store)
            throws Exception {
        requireTrained(model);
        TrainingOptions options = options(model);
        Recipe recipe = recipe(model);
        LabelledData rows =
                LabelledData.readAgain(
                        data,
                        model.manifest().schema(),
                        options,
                        recipe,
                        model.version(),
                        model.manifest().training().data());
        try (Staging staging = store.stage()) {
            return compare(
                    model.pipeline(),
                    new ModelTraining(cluster)
                            .train(rows, recipe, options, staging.pipeline())
                            .pipeline());
        }
    }

    private static void requireTrained(StoredModel model) {
        if (model.manifest().training().hyperparameters()
                instanceof Hyperparameters.Online online) {
            throw new DataException(
                    "%s was learned row by row on a stream, which nobody kept. Expected a version that a training made. Replay the one that it began with, %s."
                            .formatted(model.version(), online.warmStart()));
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
    static Recipe recipe(StoredModel model) {
        TrainingRecord training = model.manifest().training();
        Recipe recipe = Churn.recipe(training.plan());
        return training.hyperparameters() instanceof Hyperparameters.Unknown
                ? recipe
                : recipe.with(asLong(training));
    }

    /** A training that its time ended is repeated to the same iteration. */
    private static Hyperparameters asLong(TrainingRecord training) {
        return training.fit().stoppedBy() == StopReason.TIME
                ? training.hyperparameters().withMaxIter(training.fit().iterations())
                : training.hyperparameters();
    }

    private static Replay compare(FittedPipeline stored, FittedPipeline repeated) {
        return new Replay(
                stored.equals(repeated),
                difference(stored.predictor().parameters(), repeated.predictor().parameters()));
    }

    private static double difference(List<Double> ours, List<Double> theirs) {
        if (ours.size() != theirs.size()) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < ours.size(); i++) {
            largest = Math.max(largest, Math.abs(ours.get(i) - theirs.get(i)));
        }
        return largest;
    }
}
