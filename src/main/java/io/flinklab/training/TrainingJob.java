package io.flinklab.training;

import io.flinklab.features.Vocabulary;
import io.flinklab.training.logistic.PenalizedLogisticRegressionModel;
import io.flinklab.training.logistic.TrainingStep;
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

/**
 * Training as one Flink job: rows in, a saved pipeline out. Flink ML's {@code fit} is lazy and each
 * use of a lazy model trains it again, so the only thing taken from this job is the directory.
 */
public final class TrainingJob {
    private final Recipe recipe;
    private final TrainingOptions options;
    private final Vocabulary vocabulary;
    private final Estimator<?, ?> classifier;

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
                Classifiers.of(
                        recipe.hyperparameters(), vocabulary.schema().requireLabel().name()));
    }

    /**
     * A job with the recipe's features and another classifier than the recipe's.
     *
     * @param classifier unfitted, a {@code LogisticRegression} of Flink ML or our {@code
     *     PenalizedLogisticRegression}; reads the column {@code features} and the label
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
        try (SavePlace place = SavePlace.of(directory);
                AddedOperators added = AddedOperators.to(rows.getExecutionEnvironment())) {
            int stages = build(rows, place.path()).size();
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
        try (SavePlace place = SavePlace.of(directory);
                AddedOperators added = AddedOperators.to(rows.getExecutionEnvironment())) {
            List<Stage<?>> fitted = build(rows, place.path());
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
        AddedOperators.requireCopies(rows.getExecutionEnvironment());
        List<Stage<?>> features = recipe.features().stages(vocabulary, options.unseen());
        requireNewColumns(features);
        try (AddedOperators added = AddedOperators.to(rows.getExecutionEnvironment())) {
            List<Stage<?>> fitted =
                    PipelineFit.of(
                            rows,
                            features,
                            classifier,
                            Classifiers.parallelism(classifier, options.parallelism()));
            new PipelineModel(fitted).save(directory.toString());
            added.keep();
            return fitted;
        }
    }

    private void requireNewColumns(List<Stage<?>> features) {
        List<Stage<?>> all = new ArrayList<>(features);
        all.add(classifier);
        DerivedColumns.requireNew(vocabulary.schema(), recipe.name(), all);
    }

    private TrainedModel read(Path directory, int stages) throws IOException {
        int mostSteps = classifier instanceof HasMaxIter<?> limited ? limited.getMaxIter() : 0;
        return new SavedPipeline(directory, stages).read(mostSteps);
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
