package io.flinklab.training;

import io.flinklab.features.FeaturePlan;
import io.flinklab.features.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
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
     * @param rows customers, as {@link io.flinklab.data.CustomerRows} lays them out; in an order
     *     that is the same each time if the model is to be
     * @param directory where the pipeline goes; must not exist
     */
    public TrainedModel run(DataStream<Row> rows, Path directory) throws Exception {
        int stages = build(rows, directory);
        JobRun.await(rows.getExecutionEnvironment(), "Train the " + options.plan() + " plan");
        return new TrainedModel(
                new SavedPipeline(directory).read(stages),
                directory,
                new FitFacts("LogisticRegression", 100, List.of(), false));
    }

    /** Adds the job's operators to the rows' environment, without running it. */
    public int build(DataStream<Row> rows, Path directory) throws Exception {
        StreamExecutionEnvironment environment = rows.getExecutionEnvironment();
        environment.setParallelism(1);
        Table table = StreamTableEnvironment.create(environment).fromDataStream(rows);
        List<Stage<?>> fitted = new ArrayList<>();
        for (Stage<?> stage : options.plan().features().stages(vocabulary, options.unseen())) {
            AlgoOperator<?> transform = fit(stage, table);
            table = transform.transform(table)[0];
            fitted.add(transform);
        }
        environment.setParallelism(options.plan() == Plan.REFERENCE ? 1 : options.parallelism());
        fitted.add(fit(classifier(), table));
        new PipelineModel(fitted).save(directory.toString());
        return fitted.size();
    }

    private static AlgoOperator<?> fit(Stage<?> stage, Table table) {
        return stage instanceof Estimator<?, ?> estimator
                ? (Model<?>) estimator.fit(table)
                : (AlgoOperator<?>) stage;
    }

    private Estimator<?, ?> classifier() {
        return switch (options.plan()) {
            case REFERENCE -> articleClassifier();
            case CONVERGED -> articleClassifier();
            case TUNED -> articleClassifier();
        };
    }

    /** Flink ML's estimator with the article's options: 100 mini-batches of 64 rows, and stop. */
    private static LogisticRegression articleClassifier() {
        return new LogisticRegression()
                .setFeaturesCol(FeaturePlan.FEATURES)
                .setLabelCol("Exited")
                .setLearningRate(0.002)
                .setReg(0.1)
                .setElasticNet(0.5)
                .setMaxIter(100)
                .setTol(0.01)
                .setGlobalBatchSize(64);
    }
}
