package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.kit.StoredDigests;
import io.flinklab.lesson.FlinkScoring;
import io.flinklab.lesson.ModelCopy;
import io.flinklab.serving.MetricBound;
import io.flinklab.serving.ModelGate;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.store.TrainingRecord.DataProvenance;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import io.flinklab.training.StopReason;
import io.flinklab.training.rounds.FailOnce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.DiscardingSink;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnlineLearningIT {
    @RegisterExtension static final Lab LAB = new Lab();

    private static final LearnerOptions FTRL =
            new LearnerOptions(new UpdateRule.Ftrl(0.05, 1, 0.1, 1));
    private static final int EVERY = 500;
    private static final PublishInterval EACH = new PublishInterval.Rows(1);
    private static final int VERSIONS = LearnedCustomers.ALL.size() / EVERY;

    static List<LearnerOptions> options() {
        return List.of(FTRL, new LearnerOptions(new UpdateRule.AdaGrad(0.05, 1e-8, 0), 0.01, 64));
    }

    @ParameterizedTest
    @MethodSource("options")
    void shouldLearnThroughAFailureWhatItLearnsUndisturbed(LearnerOptions options)
            throws Exception {
        ModelStore undisturbed = storeOfOne("undisturbed");
        run(undisturbed, options, 1e6, row -> row);
        ModelStore disturbed = storeOfOne("through a failure");
        run(disturbed, options, 2000, new FailOnce<>());

        assertThat(FailOnce.hasGoneOn()).isTrue();
        assertThat(StoredDigests.of(disturbed)).hasSize(1 + VERSIONS).doesNotHaveDuplicates();
        assertThat(StoredDigests.of(disturbed)).isEqualTo(StoredDigests.of(undisturbed));
        assertThat(data(disturbed)).isEqualTo(data(undisturbed));
        StoredModel last = disturbed.open();
        OnlineLogisticRegression plain =
                LearnedCustomers.learned(
                        disturbed.open("v000001").pipeline(), options, LearnedCustomers.ALL);
        assertThat(last.pipeline().classifier().coefficients())
                .containsExactly(boxed(plain.coefficients()));
        assertThat(last.pipeline().classifier().intercept()).isEqualTo(plain.intercept());
    }

    static List<Recipe> recipes() {
        return List.of(Recipe.CONVERGED, Recipe.LOGISTIC_REGRESSION, Churn.TUNED);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void shouldPublishVersionsThatEveryoneCanUse(Recipe recipe) throws Exception {
        ModelStore store = storeOfOne("versions of " + recipe, recipe);
        run(store, FTRL, 1e6, row -> row);

        List<Example> two = LearnedCustomers.ALL.subList(0, 2);
        List<StoredModel> versions = store.versions().stream().map(store::open).toList();
        for (Example example : two) {
            assertThat(versions.stream().map(each -> Scorer.of(each).score(example)))
                    .hasSize(1 + VERSIONS)
                    .doesNotHaveDuplicates();
        }
        StoredModel last = store.open();
        ModelGate gate = new ModelGate(List.of(MetricBound.parse("auroc>=0.6")));
        try (Scorer admitted = gate.require(last)) {
            double[] byFlinkMl = new FlinkScoring(LAB.cluster()::environment).scores(last, two);
            assertThat(byFlinkMl)
                    .containsExactly(
                            two.stream().mapToDouble(admitted::score).toArray(), within(1e-12));
        }
        assertThat(last.manifest().goldenScores()).isNotEmpty();
    }

    @Test
    void shouldSayInTheManifestHowAVersionWasLearned() throws Exception {
        ModelStore store = storeOfOne("manifests");
        run(store, FTRL, 1e6, row -> row);

        TrainingRecord second = store.manifest("v000003").training();
        assertThat(second.data().rows()).isEqualTo(1000);
        assertThat(second.data().trainRows()).isEqualTo(1000);
        assertThat(second.data().rejects()).isZero();
        assertThat(second.data().file()).isEqualTo("test?lines=0-999");
        assertThat(second.fit().estimator()).isEqualTo("OnlineLogisticRegression");
        assertThat(second.fit().stoppedBy()).isEqualTo(StopReason.ONE_PASS);
        assertThat(second.metrics())
                .containsEntry("rows", 1000.0)
                .containsKeys("accuracy", "averagePrecision", "brier", "noChangeAccuracy");
        assertThat(second.metrics().get("logLoss")).isBetween(0.3, 0.7);
        assertThat(second.metrics().get("auroc")).isBetween(0.65, 0.85);
        Hyperparameters.Online online = (Hyperparameters.Online) second.hyperparameters();
        assertThat(online.rule()).isEqualTo("ftrl");
        assertThat(online.settings())
                .containsEntry("alpha", 0.05)
                .containsEntry("l1", 0.1)
                .containsEntry("batchSize", 1.0);
        assertThat(online.warmStart()).isEqualTo("v000001");
        assertThat(store.manifest("v000004").training().hyperparameters()).isEqualTo(online);
    }

    /** As after a failure between publishing and the note that it is done. */
    @Test
    void shouldPublishNoVersionTwice() throws Exception {
        ModelStore store = storeOfOne("once");
        run(store, FTRL, 1e6, row -> row);
        Hyperparameters.Online online =
                (Hyperparameters.Online) store.open().manifest().training().hyperparameters();
        LearnedPublisher restarted = new LearnedPublisher(store, FTRL);

        restarted.publish(version(store, online.learner(), LearnedCustomers.ALL.size()));
        assertThat(store.versions()).hasSize(1 + VERSIONS);
        restarted.publish(version(store, online.learner(), LearnedCustomers.ALL.size() + EVERY));
        assertThat(store.versions()).hasSize(2 + VERSIONS);
        restarted.publish(version(store, "another", EVERY));
        assertThat(store.versions()).hasSize(3 + VERSIONS);
    }

    static LearnedVersion version(ModelStore store, String learner, long learned) {
        int features = store.open().pipeline().classifier().coefficients().size();
        return new LearnedVersion(
                learner,
                "v000001",
                new StreamTally(learned, 0, learned),
                "test",
                Map.of(),
                0,
                List.of(),
                new double[features],
                0.5);
    }

    @Test
    void shouldRefuseWhatItCannotLearnFurther() throws Exception {
        StoredModel bayes = LAB.model(TestData.SHIPPED, Recipe.NAIVE_BAYES);
        StoreLocation store = StoreLocation.of(bayes.directory().getParent());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OnlineLearning(store, ServedModel.of(bayes), FTRL, EACH))
                .withMessageStartingWith("v000001 cannot be learned further: Expected a pipeline")
                .withMessageContaining("NaiveBayes");
        StoredModel tuned = LAB.model(TestData.SHIPPED, Churn.TUNED);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new OnlineLearning(
                                        StoreLocation.of(tuned.directory().getParent()),
                                        ServedModel.of(tuned),
                                        FTRL,
                                        EACH,
                                        FeatureMode.GROWING))
                .withMessageStartingWith(
                        "v000001 cannot be learned from with growing features: expected the stages");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublishInterval.Rows(0))
                .withMessage("A version is published every row or more; found 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublishInterval.Time(Duration.ZERO))
                .withMessage("A version is published every millisecond or more; found PT0S.");
    }

    private static ModelStore storeOfOne(String name) throws Exception {
        return storeOfOne(name, Recipe.CONVERGED);
    }

    /** A store of the trained model alone; the directory's name is one that Flink ML escapes. */
    private static ModelStore storeOfOne(String name, Recipe recipe) throws Exception {
        Path root = LAB.newDirectory().resolve(name);
        ModelCopy.of(LAB.model(TestData.SHIPPED, recipe), root);
        return ModelStore.at(root);
    }

    private static void run(
            ModelStore store,
            LearnerOptions options,
            double perSecond,
            MapFunction<Row, Row> disturbance)
            throws Exception {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.setParallelism(1);
        environment.enableCheckpointing(50);
        environment.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 0));
        DataStream<Row> customers = LearnedCustomers.stream(environment, perSecond);
        new OnlineLearning(
                        StoreLocation.of(store.root()),
                        ServedModel.of(store.open()),
                        options,
                        new PublishInterval.Rows(EVERY))
                .learn(customers.map(disturbance).returns(customers.getType()))
                .addSink(new DiscardingSink<>());
        environment.execute();
    }

    /** From which rows each version was learned. */
    private static List<DataProvenance> data(ModelStore store) {
        return store.versions().stream()
                .map(version -> store.manifest(version).training().data())
                .toList();
    }

    private static Double[] boxed(double[] values) {
        Double[] boxed = new Double[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }
}
