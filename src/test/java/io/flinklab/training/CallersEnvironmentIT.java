package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.Split;
import io.flinklab.data.flink.ExampleSource;
import io.flinklab.evaluation.flink.ExactBinaryClassificationEvaluator;
import io.flinklab.features.UnseenCategory;
import io.flinklab.features.Vocabulary;
import io.flinklab.lesson.LazyTraining;
import io.flinklab.lesson.StageByStage;
import io.flinklab.training.network.NetworkOptions;
import io.flinklab.training.network.Torch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An environment belongs to who made it: training leaves it as it was, and asks nothing of it. */
class CallersEnvironmentIT {
    private static final List<Example> CUSTOMERS = TestData.SHIPPED.customers().subList(0, 300);

    private static final Vocabulary VOCABULARY =
            Churn.TUNED.features().vocabulary(Churn.SCHEMA, CUSTOMERS);

    @RegisterExtension static final Lab LAB = new Lab();

    private StreamExecutionEnvironment environment;
    private DataStream<Row> rows;
    private List<Object> before;
    private List<Transformation<?>> operators;

    @BeforeEach
    void chooseEverything() {
        environment = LAB.cluster().environment();
        environment.setParallelism(3).setMaxParallelism(48).setBufferTimeout(7);
        environment.getConfig().enableObjectReuse().setAutoWatermarkInterval(123);
        environment.setRestartStrategy(RestartStrategies.noRestart());
        rows = Trainings.stream(environment, CUSTOMERS);
        before = settings();
        operators = List.copyOf(environment.getTransformations());
    }

    @ParameterizedTest
    @MethodSource("io.flinklab.kit.Recipes#pipelines")
    void shouldTrainTheSameModelAndLeaveItAsItWas(Recipe plan) throws Exception {
        TrainedModel trained = job(plan).run(rows, newDirectory());

        assertThat(settings()).isEqualTo(before);
        assertThat(trained.pipeline()).isEqualTo(trainedElsewhere(plan));
    }

    @Test
    void shouldLeaveItAsItWasWhereSomebodyWatches() throws Exception {
        job(Recipe.CONVERGED).run(rows, newDirectory(), step -> {});

        assertThat(settings()).isEqualTo(before);
    }

    @Test
    void shouldLeaveItAsItWasWhereTheTrainingCannotBeBuilt() throws Exception {
        Path taken = Files.createDirectory(newDirectory());
        Files.createFile(taken.resolve("metadata"));

        assertThatThrownBy(() -> job(Churn.TUNED).run(rows, taken)).hasMessageContaining("exist");

        assertThat(settings()).isEqualTo(before);
        assertThat(environment.getTransformations()).isEqualTo(operators);
    }

    @Test
    void shouldRunWhatTheCallerHasAddedInTheSameJob() throws Exception {
        CloseableIterator<Row> callers = rows.collectAsync();

        job(Recipe.CONVERGED).run(rows, newDirectory());

        assertThat(callers).toIterable().hasSameSizeAs(CUSTOMERS);
        assertThat(settings()).isEqualTo(before);
    }

    @Test
    void shouldAddOperatorsAloneWhereTheCallerRunsTheJob() throws Exception {
        environment.getConfig().disableObjectReuse();
        before = settings();

        job(Recipe.CONVERGED).build(rows, newDirectory());

        assertThat(settings()).isEqualTo(before);
        assertThat(environment.getTransformations()).hasSizeGreaterThan(operators.size());
    }

    @Test
    void shouldRefuseToAddOperatorsToAJobThatReusesObjects() {
        assertThatThrownBy(() -> job(Recipe.CONVERGED).build(rows, newDirectory()))
                .isInstanceOf(TrainingException.class)
                .hasMessageContainingAll("object reuse", "disableObjectReuse()");

        assertThat(settings()).isEqualTo(before);
        assertThat(environment.getTransformations()).isEqualTo(operators);
    }

    @Test
    void shouldLeaveItAsItWasWhereSomebodyLooksAtALazyModel() throws Exception {
        LazyTraining lazy = LazyTraining.fit(rows, VOCABULARY, 1);
        assertThat(settings()).isEqualTo(before);

        double[] coefficients = lazy.coefficients();

        assertThat(lazy.leaversAmong(rows)).isNotNegative();
        assertThat(settings()).isEqualTo(before);
        assertThat(coefficients).hasSize(13);
    }

    @Test
    void shouldLeaveItAsItWasWhereSomebodyWatchesTheStages() throws Exception {
        List<StageView> views =
                new StageByStage(Churn.SCHEMA, Churn.TUNED.features())
                        .run(rows, CUSTOMERS, CUSTOMERS.subList(0, 2));

        assertThat(settings()).isEqualTo(before);
        assertThat(views).allSatisfy(view -> assertThat(view.rows()).hasSize(2));
    }

    @Test
    void shouldTrainTheSameNetworkAndLeaveItAsItWas() throws Exception {
        Torch.require();

        TrainedNetwork trained = network().run(rows);

        assertThat(settings()).isEqualTo(before);
        assertThat(trained.network())
                .isEqualTo(
                        network()
                                .run(Trainings.stream(LAB.cluster().environment(), CUSTOMERS))
                                .network());
    }

    @Test
    void shouldLeaveItAsItWasWhereTheDataCannotTrain() {
        rows = Trainings.stream(environment, stayed());

        assertThatThrownBy(() -> job(Recipe.CONVERGED).run(rows, newDirectory()))
                .isInstanceOf(TrainingException.class);

        assertThat(settings()).isEqualTo(before);
    }

    @Test
    void shouldBeLeftAsItWasBySourcesEstimatorsAndTheEvaluator() {
        Table table = StreamTableEnvironment.create(environment).fromDataStream(rows);
        for (Stage<?> stage : Churn.TUNED.features().stages(VOCABULARY, UnseenCategory.KEEP)) {
            table = PipelineFit.fit(stage, table).transform(table)[0];
        }
        Table scored =
                ((Model<?>)
                                PipelineFit.fit(
                                        Estimators.of(
                                                Churn.TUNED.hyperparameters(),
                                                Churn.SCHEMA.requireLabel().name()),
                                        table))
                        .transform(table)[0];

        new ExactBinaryClassificationEvaluator()
                .setLabelCol(Churn.SCHEMA.requireLabel().name())
                .transform(scored);
        ExampleSource.rows(
                environment, Churn.SCHEMA, Split.Part.ALL, TestData.SHIPPED.file().toString());

        assertThat(settings()).isEqualTo(before);
    }

    private static List<Example> stayed() {
        return CUSTOMERS.stream().filter(customer -> customer.label() == 0).toList();
    }

    private static NetworkTraining network() {
        return new NetworkTraining(
                Churn.NETWORK.with(
                        new Hyperparameters.Network(NetworkOptions.usual().withEpochs(1))),
                new TrainingOptions(Split.Method.HASH, 1, 2, UnseenCategory.KEEP),
                VOCABULARY);
    }

    private static TrainingJob job(Recipe plan) {
        return new TrainingJob(plan, TrainingOptions.DEFAULT, VOCABULARY);
    }

    private static Object trainedElsewhere(Recipe plan) throws Exception {
        DataStream<Row> rows = Trainings.stream(LAB.cluster().environment(), CUSTOMERS);
        return job(plan).run(rows, newDirectory()).pipeline();
    }

    private static Path newDirectory() {
        return LAB.newDirectory().resolve("pipeline");
    }

    /** All that an environment says of itself, without its operators. */
    private List<Object> settings() {
        return List.of(
                environment.getParallelism(),
                environment.getConfig().toConfiguration().toMap(),
                environment.getConfiguration().toString(),
                environment.getCheckpointConfig().toConfiguration().toMap(),
                environment.getBufferTimeout(),
                environment.isChainingEnabled());
    }
}
