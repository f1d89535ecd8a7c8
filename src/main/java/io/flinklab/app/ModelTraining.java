package io.flinklab.app;

import io.flinklab.features.FittedNetwork;
import io.flinklab.features.Vocabulary;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.interchange.Runtimes;
import io.flinklab.interchange.torch.TorchExport;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.ModelStore;
import io.flinklab.store.Staging;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.store.TrainingRecord.Libraries;
import io.flinklab.training.FitFacts;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.NetworkTraining;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainedModel;
import io.flinklab.training.TrainedNetwork;
import io.flinklab.training.TrainingException;
import io.flinklab.training.TrainingJob;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * From labelled data to a published model: train in one Flink job, measure the test part with the
 * saved model, publish. Nothing is read again: the rows that train are those that were read, whose
 * SHA-256 the manifest has.
 */
public final class ModelTraining {
    private final EmbeddedCluster cluster;

    /** Trainings that run on this cluster. */
    public ModelTraining(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Trains, measures and publishes.
     *
     * @throws TrainingException the data cannot give a model
     */
    public StoredModel publish(
            LabelledData data, Recipe recipe, TrainingOptions options, ModelStore store)
            throws Exception {
        return recipe.hyperparameters() instanceof Hyperparameters.Network
                ? publishNetwork(data, recipe, options, store)
                : publishPipeline(data, recipe, options, store);
    }

    private StoredModel publishPipeline(
            LabelledData data, Recipe recipe, TrainingOptions options, ModelStore store)
            throws Exception {
        try (Staging staging = store.stage()) {
            TrainedModel trained = train(data, recipe, options, staging.pipeline());
            Scorer scorer = Scorer.of(data.schema(), trained.pipeline());
            LabelledScores scores = LabelledScores.of(scorer, data.test());
            return store.publish(
                    staging,
                    trained.pipeline(),
                    record(data, recipe, options, trained.fit(), scores),
                    GoldenScores.of(scorer, data.train()));
        }
    }

    /**
     * Trains only.
     *
     * @param directory where Flink ML's pipeline goes; must not exist
     */
    public TrainedModel train(
            LabelledData data, Recipe recipe, TrainingOptions options, Path directory)
            throws Exception {
        data.requireTrainable();
        try (HeldExamples rows = new HeldExamples(data.schema(), data.train())) {
            return new TrainingJob(recipe, options, vocabulary(data, recipe))
                    .run(rows.rows(cluster.environment()), directory);
        }
    }

    private StoredModel publishNetwork(
            LabelledData data, Recipe recipe, TrainingOptions options, ModelStore store)
            throws Exception {
        TrainedNetwork trained = trainNetwork(data, recipe, options);
        FittedNetwork network = trained.network();
        byte[] content =
                TorchExport.write(
                        data.schema(), network, ExportMetadata.of(data.schema(), network));
        ServedModel model =
                ServedModel.ofFile("the network", data.schema(), ModelFormat.TORCHSCRIPT, content);
        try (Scorer scorer = Runtimes.TORCH.open(model)) {
            LabelledScores scores = LabelledScores.of(scorer, data.test());
            return store.publish(
                    ModelFormat.TORCHSCRIPT,
                    content,
                    record(data, recipe, options, trained.fit(), scores),
                    GoldenScores.of(scorer, data.train()),
                    scorer.tolerance());
        }
    }

    /** Trains a network, and publishes nothing. */
    public TrainedNetwork trainNetwork(LabelledData data, Recipe recipe, TrainingOptions options)
            throws Exception {
        data.requireTrainable();
        try (HeldExamples rows = new HeldExamples(data.schema(), data.train())) {
            return new NetworkTraining(seeded(recipe, options), options, vocabulary(data, recipe))
                    .run(rows.rows(cluster.environment()));
        }
    }

    private static Vocabulary vocabulary(LabelledData data, Recipe recipe) {
        return recipe.features().vocabulary(data.schema(), data.train());
    }

    /** The seed of the options is the network's too. */
    private static Recipe seeded(Recipe recipe, TrainingOptions options) {
        Hyperparameters.Network chosen = (Hyperparameters.Network) recipe.hyperparameters();
        return recipe.with(new Hyperparameters.Network(chosen.options().withSeed(options.seed())));
    }

    private static TrainingRecord record(
            LabelledData data,
            Recipe recipe,
            TrainingOptions options,
            FitFacts fit,
            LabelledScores scores) {
        return new TrainingRecord(
                recipe.name(),
                recipe.hyperparameters(),
                options,
                data.schema(),
                data.provenance(),
                fit,
                scores.evaluation().toMap(),
                libraries());
    }

    /** What runs here. */
    static Libraries libraries() {
        return new Libraries(
                EnvironmentInformation.getVersion(),
                Stage.class.getPackage().getImplementationVersion());
    }
}
