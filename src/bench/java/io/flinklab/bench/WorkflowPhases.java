package io.flinklab.bench;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.app.LabelledData;
import io.flinklab.app.LabelledScores;
import io.flinklab.churn.Churn;
import io.flinklab.data.flink.ExampleSource;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.store.Staging;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.store.TrainingRecord.Libraries;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainedModel;
import io.flinklab.training.TrainingJob;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * {@link Workflow} taken apart, so that the clock can be read between its steps. Prints a phase a
 * line: its name, wall and CPU milliseconds, separated by tabs.
 *
 * <p>Arguments: the data file, a directory for the store, the plan.
 */
final class WorkflowPhases {
    private final Stopwatch watch = Stopwatch.sinceJvmStart();
    private final Recipe recipe;
    private final TrainingOptions options = TrainingOptions.DEFAULT;
    private final ModelStore store;

    private WorkflowPhases(Recipe recipe, Path store) {
        this.recipe = recipe;
        this.store = ModelStore.at(store);
    }

    public static void main(String[] args) throws Exception {
        new WorkflowPhases(Churn.recipe(args[2]), Path.of(args[1])).run(Path.of(args[0]));
    }

    private void run(Path file) throws Exception {
        watch.lap("JVM start");
        LabelledData data = LabelledData.read(file, Churn.SCHEMA, options);
        watch.lap("read and split");
        EmbeddedCluster cluster = EmbeddedCluster.start(options.parallelism());
        watch.aside("cluster start, while the job is built", cluster::webUi);
        StoredModel published;
        try (Staging staging = store.stage()) {
            TrainedModel trained = train(data, cluster.environment(), staging.pipeline());
            watch.lap("decode the saved model");
            Evaluation evaluation =
                    LabelledScores.of(Scorer.of(data.schema(), trained.pipeline()), data.test())
                            .evaluation();
            TrainingRecord record = record(data, trained, evaluation);
            watch.lap("evaluate");
            published = store.publish(staging, trained.pipeline(), record, List.of());
            watch.lap("publish and verify");
        }
        Scorer.of(store.open(published.version())).score(data.test());
        watch.lap("open again and score");
        cluster.close();
        watch.lap("cluster stop");
        watch.print(System.out);
    }

    private TrainedModel train(LabelledData data, StreamExecutionEnvironment env, Path directory)
            throws Exception {
        env.registerJobListener(new JobLaps(watch));
        return new TrainingJob(
                        recipe, options, recipe.features().vocabulary(data.schema(), data.train()))
                .run(
                        ExampleSource.rows(
                                env, Churn.SCHEMA, data.split().train(), data.path().toString()),
                        directory);
    }

    private TrainingRecord record(LabelledData data, TrainedModel model, Evaluation evaluation) {
        return new TrainingRecord(
                recipe.name(),
                recipe.hyperparameters(),
                options,
                data.schema(),
                data.provenance(),
                model.fit(),
                evaluation.toMap(),
                new Libraries("", ""));
    }

    /** Reads the clock when a job was submitted and when it ended. */
    private static final class JobLaps implements JobListener {
        private final Stopwatch watch;

        JobLaps(Stopwatch watch) {
            this.watch = watch;
        }

        @Override
        public void onJobSubmitted(JobClient job, Throwable failure) {
            watch.lap("build and submit the job");
            if (job != null) {
                job.getJobExecutionResult().thenRun(() -> watch.lap("run the job")).join();
            }
        }

        @Override
        public void onJobExecuted(JobExecutionResult result, Throwable failure) {}
    }
}
