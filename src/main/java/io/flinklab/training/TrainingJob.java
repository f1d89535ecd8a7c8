package io.flinklab.training;

import io.flinklab.features.Vocabulary;
import io.flinklab.training.logistic.PenalizedLogisticRegressionModel;
import io.flinklab.training.logistic.TrainingStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.types.Row;

/**
 * Training as one Flink job: rows in, a saved pipeline out. Flink ML's {@code fit} is lazy and each
 * use of a lazy model trains it again, so the only thing taken from this job is the directory.
 */
public final class TrainingJob {
    private final TrainingOptions options;
    private final Vocabulary vocabulary;

    /**
     * A job that can be built once for each set of rows.
     *
     * @param vocabulary the categories of the rows to train on
     */
    public TrainingJob(TrainingOptions options, Vocabulary vocabulary) {
        this.options = options;
        this.vocabulary = vocabulary;
    }

    /**
     * Builds the job and runs it to its end.
     *
     * @param rows customers, as {@link io.flinklab.data.CustomerRows} lays them out; the reference
     *     plan's model depends on their order
     * @param directory where the pipeline goes; must not exist
     * @throws io.flinklab.training.logistic.TrainingException the rows have no model
     */
    public TrainedModel run(DataStream<Row> rows, Path directory) throws Exception {
        StreamExecutionEnvironment environment = rows.getExecutionEnvironment();
        int stages = build(rows, directory).size();
        JobRun.await(environment, name());
        return new SavedPipeline(directory, stages).read();
    }

    /**
     * The same, telling each iteration while the job runs. Flink ML's estimator, of the reference
     * plan, has nothing to tell.
     */
    public TrainedModel run(DataStream<Row> rows, Path directory, Consumer<TrainingStep> watcher)
            throws Exception {
        StreamExecutionEnvironment environment = rows.getExecutionEnvironment();
        List<Stage<?>> fitted = build(rows, directory);
        Optional<Progress> progress =
                steps(fitted).map(steps -> new Progress(steps.collectAsync(), watcher));
        progress.ifPresent(Progress::start);
        JobRun.await(environment, name());
        if (progress.isPresent()) {
            progress.get().finish();
        }
        return new SavedPipeline(directory, fitted.size()).read();
    }

    /**
     * Adds the job's operators to the rows' environment, without running it.
     *
     * @return the fitted stages, to be run only once
     */
    public List<Stage<?>> build(DataStream<Row> rows, Path directory) throws IOException {
        StreamExecutionEnvironment environment = rows.getExecutionEnvironment();
        // Features at parallelism 1: Flink ML's scaler adds up partial sums in order of arrival,
        // which would make the last bits of the model a matter of chance.
        environment.setParallelism(1);
        Table table = PlainTables.create(environment).fromDataStream(rows);
        List<Stage<?>> fitted = new ArrayList<>();
        for (Stage<?> stage : options.plan().features().stages(vocabulary, options.unseen())) {
            AlgoOperator<?> transform = fit(stage, table);
            table = transform.transform(table)[0];
            fitted.add(transform);
        }
        environment.setParallelism(options.plan().parallelism(options.parallelism()));
        fitted.add(options.plan().classifier().fit(table));
        new PipelineModel(fitted).save(directory.toString());
        return fitted;
    }

    private String name() {
        return "Train the " + options.plan() + " plan";
    }

    private static Optional<DataStream<TrainingStep>> steps(List<Stage<?>> fitted) {
        return fitted.get(fitted.size() - 1) instanceof PenalizedLogisticRegressionModel model
                ? model.trainingSteps()
                : Optional.empty();
    }

    private static AlgoOperator<?> fit(Stage<?> stage, Table table) {
        return stage instanceof Estimator<?, ?> estimator
                ? (Model<?>) estimator.fit(table)
                : (AlgoOperator<?>) stage;
    }
}
