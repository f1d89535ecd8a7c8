package io.flinklab.app;

import io.flinklab.data.sketch.TableSketch;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.features.Vocabulary;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.interchange.Runtimes;
import io.flinklab.interchange.torch.TorchExport;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.ModelStore;
import io.flinklab.store.SearchRecord;
import io.flinklab.store.Staging;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.store.TrainingRecord.Libraries;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.training.FitFacts;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.NetworkTraining;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainedModel;
import io.flinklab.training.TrainedNetwork;
import io.flinklab.training.TrainingException;
import io.flinklab.training.TrainingJob;
import io.flinklab.training.TrainingOptions;
import io.flinklab.training.rounds.StoredStates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/**
 * From labelled data to a published model: train in one Flink job, measure the test part with the
 * saved model, publish. Nothing is read again: the rows that train are those that were read, whose
 * SHA-256 the manifest has.
 */
public final class ModelTraining {
    /** A package's version is not kept in a jar of many libraries, as the job jar is one. */
    private static final String FLINK_ML =
            "/META-INF/maven/org.apache.flink/flink-ml-uber-1.17/pom.properties";

    private final Supplier<StreamExecutionEnvironment> environments;
    private final boolean here;
    private final StoreLocation shared;
    private final StoredStates stored;

    /** Trainings that run on this cluster. */
    public ModelTraining(EmbeddedCluster cluster) {
        this(cluster::environment, null, StoredStates.NONE);
    }

    private ModelTraining(
            Supplier<StreamExecutionEnvironment> environments,
            StoreLocation shared,
            StoredStates stored) {
        this.environments = environments;
        this.here = shared == null;
        this.shared = shared;
        this.stored = stored;
    }

    /**
     * Trainings that run on a cluster elsewhere. Its task managers read the data themselves and
     * write the pipeline.
     *
     * @param environments gives a new one for each job
     * @param shared the store, which they and this process see at the same path or address
     */
    static ModelTraining elsewhere(
            Supplier<StreamExecutionEnvironment> environments, StoreLocation shared) {
        return new ModelTraining(environments, shared.absolute(), StoredStates.NONE);
    }

    /** Trainings there that store states on their way, and begin with one. */
    ModelTraining storing(StoredStates states) {
        return new ModelTraining(environments, shared, states);
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
                : publishPipeline(data, recipe, options, store, List.of());
    }

    /** The same for a pipeline, with the searches that chose its hyperparameters. */
    StoredModel publishPipeline(
            LabelledData data,
            Recipe recipe,
            TrainingOptions options,
            ModelStore store,
            List<SearchRecord> searches)
            throws Exception {
        try (Staging staging = store.stage()) {
            TrainedModel trained = train(data, recipe, options, staging.pipeline());
            Scorer scorer = Scorer.of(data.schema(), trained.pipeline());
            LabelledScores scores = LabelledScores.of(scorer, data.test());
            return store.publish(
                    staging,
                    trained.pipeline(),
                    record(data, recipe, options, trained.fit(), scores, scorer.meaning())
                            .with(searches),
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
        data.requireTrainable(recipe);
        TrainingJob job =
                new TrainingJob(seeded(recipe, options), options, vocabulary(data, recipe))
                        .sharing(here || !shared.isRemote() ? "" : shared.text())
                        .storing(stored);
        try {
            // A task manager has a working directory of its own.
            return withRows(data, job.readers(), rows -> job.run(rows, directory.toAbsolutePath()));
        } catch (NoSuchFileException missing) {
            throw new TrainingException(
                    "Expected what was trained at %s, found nothing there: %s. Where a cluster trains, its machines and this one share the store's directory."
                            .formatted(directory.toAbsolutePath(), missing.getMessage()),
                    missing);
        }
    }

    /**
     * Runs a job on the training rows.
     *
     * @param subtasks that read; with 1, the rows come in their order
     */
    <T> T withRows(LabelledData data, int subtasks, OnRows<T> training) throws Exception {
        if (!here) {
            return training.of(data.trainAgain(environments.get(), subtasks));
        }
        try (HeldExamples rows = new HeldExamples(data.schema(), data.train())) {
            return training.of(rows.rows(environments.get(), subtasks));
        }
    }

    /** A job. */
    interface OnRows<T> {
        T of(DataStream<Row> rows) throws Exception;
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
                    record(data, recipe, options, trained.fit(), scores, scorer.meaning()),
                    GoldenScores.of(scorer, data.train()),
                    scorer.tolerance());
        }
    }

    /** Trains a network, and publishes nothing. */
    public TrainedNetwork trainNetwork(LabelledData data, Recipe recipe, TrainingOptions options)
            throws Exception {
        data.requireTrainable(recipe);
        return withRows(
                data,
                1,
                new NetworkTraining(seeded(recipe, options), options, vocabulary(data, recipe))
                                .sharing(here ? "" : shared.text())
                                .storing(stored)
                        ::run);
    }

    private static Vocabulary vocabulary(LabelledData data, Recipe recipe) {
        return recipe.features().vocabulary(data.schema(), data.train());
    }

    /** The seed of the options is the estimator's too. */
    private static Recipe seeded(Recipe recipe, TrainingOptions options) {
        return recipe.with(recipe.hyperparameters().withSeed(options.seed()));
    }

    private static TrainingRecord record(
            LabelledData data,
            Recipe recipe,
            TrainingOptions options,
            FitFacts fit,
            LabelledScores scores,
            ScoreMeaning meaning) {
        return new TrainingRecord(
                        recipe.name(),
                        recipe.hyperparameters(),
                        options,
                        data.schema(),
                        data.provenance(),
                        fit,
                        scores.metrics(meaning),
                        libraries(),
                        meaning)
                .with(TableSketch.of(data.schema(), data.train(), scores.scores(), options.seed()));
    }

    /** What runs here. */
    static Libraries libraries() {
        Properties flinkMl = new Properties();
        try (InputStream pom = Stage.class.getResourceAsStream(FLINK_ML)) {
            flinkMl.load(pom);
        } catch (IOException e) {
            throw new UncheckedIOException(FLINK_ML, e);
        }
        return new Libraries(EnvironmentInformation.getVersion(), flinkMl.getProperty("version"));
    }
}
