package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.app.Eventually;
import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.DataException;
import io.flinklab.data.Example;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.training.logistic.TrainingStep;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingRunIT {
    private static final List<Example> CUSTOMERS = TestData.SHIPPED.customers().subList(0, 1000);

    @RegisterExtension static final Lab LAB = new Lab();

    private StreamExecutionEnvironment environment;
    private SubmittedJobs jobs;
    private Path directory;

    @BeforeEach
    void listen() {
        environment = LAB.cluster().environment();
        jobs = SubmittedJobs.of(environment);
        directory = LAB.newDirectory().resolve("pipeline");
    }

    @ParameterizedTest
    @MethodSource("io.flinklab.kit.Recipes#pipelines")
    void shouldTrainAndSaveInOneJob(Recipe plan) throws Exception {
        TrainedModel model = job(plan).run(Trainings.stream(environment, CUSTOMERS), directory);

        assertThat(jobs.count()).isEqualTo(1);
        assertThat(jobs.onlyOneIs(JobStatus.FINISHED)).isTrue();
        assertThat(model.directory()).isEqualTo(directory).isDirectoryContaining("glob:**stages");
    }

    @ParameterizedTest
    @MethodSource("io.flinklab.kit.Recipes#solved")
    void shouldTellEveryIterationToTheWatcher(Recipe plan) throws Exception {
        List<TrainingStep> seen = new CopyOnWriteArrayList<>();

        TrainedModel model =
                job(plan).run(Trainings.stream(environment, CUSTOMERS), directory, seen::add);

        assertThat(seen)
                .extracting(step -> step.objective)
                .containsExactlyElementsOf(model.fit().objective());
        assertThat(seen)
                .extracting(step -> step.iteration)
                .startsWith(0)
                .isSorted()
                .endsWith(model.fit().iterations());
        assertThat(jobs.count()).isEqualTo(1);
    }

    @Test
    void shouldHaveNothingToTellOfFlinkMlsOwnEstimator() throws Exception {
        List<TrainingStep> seen = new CopyOnWriteArrayList<>();

        job(Churn.REFERENCE).run(Trainings.stream(environment, CUSTOMERS), directory, seen::add);

        assertThat(seen).isEmpty();
    }

    @Test
    void shouldCancelTheJobWhenTheWaitingThreadIsInterrupted() throws Exception {
        FutureTask<TrainedModel> training =
                new FutureTask<>(() -> job(Churn.TUNED).run(endless(), directory));
        Thread waiting = new Thread(training, "training");
        waiting.start();
        Eventually.holds("the job runs", () -> jobs.onlyOneIs(JobStatus.RUNNING));

        waiting.interrupt();

        assertThatThrownBy(training::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        Eventually.holds("the job is cancelled", () -> jobs.onlyOneIs(JobStatus.CANCELED));
    }

    @ParameterizedTest
    @MethodSource("io.flinklab.kit.Recipes#pipelines")
    void shouldTellTheReasonOfAFailure(Recipe plan) {
        DataStream<Row> broken =
                Trainings.stream(environment, CUSTOMERS)
                        .map(TrainingRunIT::failAtBalance)
                        .returns(new ExampleRows(Churn.SCHEMA).type());

        assertThatThrownBy(() -> job(plan).run(broken, directory))
                .isNotInstanceOf(TrainingException.class)
                .hasMessageEndingWith("java.lang.IllegalStateException: the source is gone");
    }

    @Test
    void shouldTellOfDataThatTheJobFoundBad() {
        DataStream<Row> broken =
                Trainings.stream(environment, CUSTOMERS)
                        .map(TrainingRunIT::refuse)
                        .returns(new ExampleRows(Churn.SCHEMA).type());

        assertThatThrownBy(() -> job(Recipe.CONVERGED).run(broken, directory))
                .isInstanceOf(DataException.class)
                .hasMessage("data.csv is gone.");
    }

    @Test
    void shouldTellWhatTheWatcherThrew() {
        DataStream<Row> rows = Trainings.stream(environment, CUSTOMERS);

        assertThatThrownBy(() -> job(Recipe.CONVERGED).run(rows, directory, TrainingRunIT::refuse))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("seen enough at 0");
    }

    @Test
    void shouldTellTheReasonOfAFailureOfTheEstimatorToo() {
        List<Example> stayed =
                CUSTOMERS.stream().filter(customer -> customer.label() == 0).toList();

        assertThatThrownBy(
                        () ->
                                job(Recipe.CONVERGED)
                                        .run(Trainings.stream(environment, stayed), directory))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("label");
    }

    private static TrainingJob job(Recipe plan) {
        return new TrainingJob(
                plan,
                TrainingOptions.DEFAULT,
                Churn.TUNED.features().vocabulary(Churn.SCHEMA, CUSTOMERS));
    }

    private static void refuse(TrainingStep step) {
        throw new IllegalStateException("seen enough at " + step.iteration);
    }

    private static Row refuse(Row row) {
        throw new DataException("data.csv is gone.");
    }

    /** More rows than anyone waits for. */
    private DataStream<Row> endless() {
        Row row = new ExampleRows(Churn.SCHEMA).toRow(CUSTOMERS.get(0));
        return environment
                .fromSequence(0, Long.MAX_VALUE)
                .map(i -> row)
                .returns(new ExampleRows(Churn.SCHEMA).type());
    }

    private static Row failAtBalance(Row row) {
        if (row.<Double>getFieldAs("Balance") > 0) {
            throw new IllegalStateException("the source is gone");
        }
        return row;
    }
}
