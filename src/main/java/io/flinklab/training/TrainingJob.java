package io.flinklab.training;

import io.flinklab.features.FeatureNames;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.Predictor;
import io.flinklab.features.Vocabulary;
import io.flinklab.training.logistic.PenalizedLogisticRegression;
import io.flinklab.training.logistic.PenalizedLogisticRegressionModel;
import io.flinklab.training.logistic.TrainingStep;
import io.flinklab.training.rounds.StoredStates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.common.param.HasMaxIter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;
import org.apache.flink.util.TimeUtils;

/**
 * Training as one Flink job: rows in, a saved pipeline out. Flink ML's {@code fit} is lazy and each
 * use of a lazy model trains it again, so the only thing taken from this job is the directory.
 */
public final class TrainingJob {
    private static final int MOST_VALUES = 256;

    private final Recipe recipe;
    private final TrainingOptions options;
    private final Vocabulary vocabulary;
    private final Estimator<?, ?> classifier;
    private String shared = "";

    /**
     * A job that can be built once for each set of rows.
     *
     * @param vocabulary of the rows to train on, by the recipe's {@link
     *     io.flinklab.features.FeaturePlan#vocabulary}
     */
    public TrainingJob(Recipe recipe, TrainingOptions options, Vocabulary vocabulary) {
        this(
                recipe,
                options,
                vocabulary,
                Estimators.of(
                        recipe.hyperparameters(),
                        recipe.hyperparameters().needsLabel()
                                ? vocabulary.schema().requireLabel().name()
                                : ""));
        if (classifier instanceof PenalizedLogisticRegression ours) {
            ours.stopAfter(options.timeLimit());
        } else if (!options.timeLimit().isZero()) {
            throw new IllegalArgumentException(
                    "%s: Flink ML's own estimators have no limit of time; found %s."
                            .formatted(
                                    recipe, TimeUtils.formatWithHighestUnit(options.timeLimit())));
        }
    }

    /**
     * A job with the recipe's features and another classifier than the recipe's.
     *
     * @param classifier unfitted, an estimator whose model is a {@link Predictor}, as Flink ML's
     *     {@code LinearSVC}; reads the column {@code features} and the label
     */
    public TrainingJob(
            Recipe recipe,
            TrainingOptions options,
            Vocabulary vocabulary,
            Estimator<?, ?> classifier) {
        this.recipe = recipe;
        this.options = options;
        this.vocabulary = vocabulary;
        this.classifier = classifier;
    }

    /** How many subtasks may read the rows. With more than one they come in any order. */
    public int readers() {
        List<Stage<?>> features = recipe.features().stages(vocabulary, options.unseen());
        return PipelineFit.inOne(vocabulary.schema(), features, classifier).isPresent()
                ? options.parallelism()
                : 1;
    }

    /**
     * Says where the job's machines, which do not see this machine's directories, can leave the
     * pipeline for it. What is left there is removed at the end.
     *
     * @param directoryOrAddress as {@code s3://bucket/models}
     */
    public TrainingJob sharing(String directoryOrAddress) {
        shared = directoryOrAddress;
        return this;
    }

    /**
     * Stores states on the way, and begins with one.
     *
     * @throws IllegalArgumentException the classifier is Flink ML's own, which has none to give
     */
    public TrainingJob storing(StoredStates stored) {
        if (classifier instanceof PenalizedLogisticRegression ours) {
            ours.storing(stored);
        } else if (!stored.isNone()) {
            throw new IllegalArgumentException(
                    recipe
                            + ": Flink ML's own estimators do not give their state while they train.");
        }
        return this;
    }

    /**
     * Builds the job and runs it to its end, with whatever else was added to the rows' environment.
     * The environment's settings stay as they are; the job copies objects where they say reuse.
     *
     * @param rows examples, as {@link io.flinklab.data.flink.ExampleRows} lays them out; the
     *     reference plan's model depends on their order
     * @param directory where the pipeline goes; must not exist
     * @throws TrainingException the rows have no model
     */
    public TrainedModel run(DataStream<Row> rows, Path directory) throws Exception {
        try (SavePlace place = SavePlace.of(directory, shared);
                AddedOperators added = AddedOperators.to(rows.getExecutionEnvironment())) {
            int stages = known(build(rows, place.path())).size();
            added.submit(name()).await();
            return read(place.finish(), stages);
        }
    }

    /**
     * The same, with a watcher that gets each iteration while the job runs. Flink ML's own
     * estimator reports none. What the watcher throws comes out here once the job has ended.
     */
    public TrainedModel run(DataStream<Row> rows, Path directory, Consumer<TrainingStep> watcher)
            throws Exception {
        try (SavePlace place = SavePlace.of(directory, shared);
                AddedOperators added = AddedOperators.to(rows.getExecutionEnvironment())) {
            List<Stage<?>> fitted = known(build(rows, place.path()));
            Optional<Iterator<TrainingStep>> steps = steps(fitted).map(DataStream::collectAsync);
            JobRun job = added.submit(name());
            steps.ifPresent(given -> job.watch(given, watcher));
            job.await();
            return read(place.finish(), fitted.size());
        }
    }

    /**
     * Adds the job's operators to the rows' environment, without running it. The environment's
     * settings stay as they are.
     *
     * @return the fitted stages, to be run only once
     * @throws TrainingException the environment reuses objects, or a column has the name of one
     *     that a stage adds
     */
    public List<Stage<?>> build(DataStream<Row> rows, Path directory) throws IOException {
        return build(rows, directory.toString());
    }

    private List<Stage<?>> build(DataStream<Row> rows, String directory) throws IOException {
        AddedOperators.requireCopies(rows.getExecutionEnvironment());
        List<Stage<?>> features = recipe.features().stages(vocabulary, options.unseen());
        requireNewColumns(features);
        requireFewCategories();
        try (AddedOperators added = AddedOperators.to(rows.getExecutionEnvironment())) {
            List<Stage<?>> fitted =
                    PipelineFit.of(
                            rows,
                            vocabulary.schema(),
                            features,
                            classifier,
                            Estimators.parallelism(classifier, options.parallelism()));
            new PipelineModel(fitted).save(directory);
            added.keep();
            return fitted;
        }
    }

    /** Refuses, before anything runs, stages that could not be read again. */
    private static List<Stage<?>> known(List<Stage<?>> fitted) {
        fitted.forEach(stage -> SavedStage.kind(stage.getClass()));
        return fitted;
    }

    private void requireNewColumns(List<Stage<?>> features) {
        List<Stage<?>> all = new ArrayList<>(features);
        all.add(classifier);
        DerivedColumns.requireNew(vocabulary.schema(), recipe.name(), all);
    }

    /** Refuses, before anything runs, a column that gives our estimator too many features. */
    private void requireFewCategories() {
        if (!(classifier instanceof PenalizedLogisticRegression)) {
            return;
        }
        int most = PenalizedLogisticRegression.MOST_FEATURES;
        vocabulary
                .values()
                .forEach(
                        (column, categories) -> {
                            if (categories.size() > most) {
                                throw new TrainingException(
                                        ("Column '%s': expected at most %s categories, because the"
                                                        + " solver holds some fifty numbers for each;"
                                                        + " found %s. Where they name rows, make the"
                                                        + " column the key or let the schema ignore it;"
                                                        + " otherwise put rare categories together.")
                                                .formatted(column, most, categories.size()));
                            }
                        });
    }

    private TrainedModel read(Path directory, int stages) throws IOException {
        // An estimator without iterations reads its rows once.
        int mostSteps = classifier instanceof HasMaxIter<?> limited ? limited.getMaxIter() : 1;
        try {
            TrainedModel model = new SavedPipeline(directory, stages).read(mostSteps);
            requireCategories(model.pipeline());
            return model;
        } catch (IllegalArgumentException e) {
            throw new TrainingException("The rows have no model: " + e.getMessage());
        }
    }

    /** Refuses a naive Bayes classifier that took numbers for categories. */
    private static void requireCategories(FittedPipeline pipeline) {
        if (pipeline.predictor() instanceof Predictor.NaiveBayes bayes) {
            List<String> names = FeatureNames.of(pipeline);
            for (int i = 0; i < names.size(); i++) {
                int values = bayes.features().get(i).values().size();
                if (values > MOST_VALUES) {
                    throw new TrainingException(
                            ("Naive Bayes takes each value of a feature for a category: expected at"
                                            + " most %s values, found %s of %s. Put numbers into"
                                            + " bins first, as the plan naive-bayes does with Flink"
                                            + " ML's KBinsDiscretizer.")
                                    .formatted(MOST_VALUES, values, names.get(i)));
                }
            }
        }
    }

    private String name() {
        return "Train the " + recipe + " plan";
    }

    private static Optional<DataStream<TrainingStep>> steps(List<Stage<?>> fitted) {
        return fitted.get(fitted.size() - 1) instanceof PenalizedLogisticRegressionModel model
                ? model.trainingSteps()
                : Optional.empty();
    }
}
