package io.flinklab.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.ModelGate;
import io.flinklab.serving.ModelWatch;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.serving.ServedModel;
import io.flinklab.serving.UnseenCategoryException;
import io.flinklab.store.GoldenScore;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreException;
import io.flinklab.streaming.ReloadedScores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every runtime does alike, with a pipeline as the store keeps it and as a file of the
 * runtime's own format. A runtime passes by a subclass that names it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScorerContract {
    private static final List<Example> CUSTOMERS = ContractModels.customers();
    private static final List<Example> FEW = CUSTOMERS.subList(0, 300);
    private static final Example ITALIAN = ContractModels.customer("Italy", "Male", 41);

    private final ScoringRuntime runtime;
    private final double tolerance;
    private final ContractModels models;

    /**
     * @param format of the runtime's own files; {@code PIPELINE} where it has none
     * @param export writes such a file; null where it has none
     * @param tolerance between its scores and the plain scorer's
     */
    ScorerContract(
            ScoringRuntime runtime,
            ModelFormat format,
            BiFunction<FittedPipeline, ExportMetadata, byte[]> export,
            double tolerance) {
        this.runtime = runtime;
        this.tolerance = tolerance;
        this.models = new ContractModels(format, export);
    }

    @BeforeAll
    void needsTheRuntime(@TempDir Path directory) {
        models.keepIn(directory);
        ContractModels.requireInstalled(runtime, models.asPipeline(reference(UnseenCategory.KEEP)));
    }

    /** The two samples, in each form. */
    Stream<ServedModel> forms() {
        return Stream.of(reference(UnseenCategory.KEEP), SamplePipelines.tuned(UnseenCategory.KEEP))
                .flatMap(models::forms);
    }

    /** The samples of every predictor that all runtimes run, in each form. */
    Stream<ServedModel> linearForms() {
        return Stream.concat(forms(), models.forms(SamplePipelines.supportVectors()));
    }

    @ParameterizedTest
    @MethodSource("linearForms")
    void shouldScoreEveryCustomerAsThePlainScorerDoes(ServedModel model) {
        List<Example> customers = new ArrayList<>(CUSTOMERS);
        customers.add(ITALIAN);
        customers.add(ContractModels.customer("", "", 18));

        try (Scorer scorer = runtime.open(model)) {
            Scores scores = scorer.score(customers);

            assertThat(customers).hasSize(10_002);
            assertThat(scores.skipped()).isZero();
            assertSame(scores.toArray(), plainScores(model, customers));
            assertThat(scorer.threshold())
                    .isEqualTo(models.pipelineOf(model).predictor().threshold());
            assertThat(scorer.meaning()).isEqualTo(models.pipelineOf(model).predictor().meaning());
        }
    }

    @Test
    void shouldScoreNaiveBayesAsThePlainScorerDoesOrSayThatItCannot() {
        ServedModel model = models.asPipeline(SamplePipelines.naiveBayes());
        List<Example> customers = new ArrayList<>(FEW);
        customers.add(ITALIAN);
        try (Scorer scorer = runtime.open(model)) {
            assertSame(scorer.score(customers).toArray(), plainScores(model, customers));
        } catch (IllegalArgumentException e) {
            assertThat(models.hasOwnFiles()).isTrue();
            assertThat(e).hasMessageStartingWith("Cannot write a NaiveBayes as ");
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldScoreACustomerAloneAsAmongOthers(ServedModel model) {
        try (Scorer scorer = runtime.open(model)) {
            Scores all = scorer.score(FEW);
            for (int i = 0; i < FEW.size(); i++) {
                List<Example> one = FEW.subList(i, i + 1);
                assertThat(scorer.score(one).get(0)).isCloseTo(all.get(i), within(tolerance));
                assertThat(scorer.score(one.get(0))).isCloseTo(all.get(i), within(tolerance));
                assertThat(scorer.predict(one.get(0)).orElseThrow().score())
                        .isCloseTo(all.get(i), within(tolerance));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldScoreNobody(ServedModel model) {
        try (Scorer scorer = runtime.open(model)) {
            assertThat(scorer.score(List.of()).size()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTreatAnUnseenCategoryAsThePipelineDoes(UnseenCategory unseen) {
        List<Example> three = List.of(FEW.get(0), ITALIAN, FEW.get(1));
        for (ServedModel model : models.forms(SamplePipelines.tuned(unseen)).toList()) {
            try (Scorer scorer = runtime.open(model)) {
                switch (unseen) {
                    case ERROR -> {
                        assertThatThrownBy(() -> scorer.score(three))
                                .isInstanceOf(UnseenCategoryException.class)
                                .hasMessageContaining("Geography: expected one of")
                                .hasMessageContaining("Italy");
                        assertThatThrownBy(() -> scorer.predict(ITALIAN))
                                .isInstanceOf(UnseenCategoryException.class);
                    }
                    case SKIP -> {
                        Scores scores = scorer.score(three);
                        assertThat(scores.isSkipped(1)).isTrue();
                        assertThat(scorer.predict(ITALIAN)).isEmpty();
                        assertThat(scorer.score(List.of(ITALIAN)).skipped()).isOne();
                        assertThatThrownBy(() -> scorer.score(ITALIAN))
                                .isInstanceOf(UnseenCategoryException.class);
                        assertSame(
                                scores.toArray(),
                                plainScores(model, List.of(FEW.get(0), FEW.get(1))));
                    }
                    case KEEP ->
                            assertSame(scorer.score(three).toArray(), plainScores(model, three));
                }
            }
        }
    }

    @Test
    void shouldImputeMissingNumbersWhereTheModelDoes() {
        List<Example> customers =
                new ArrayList<>(SamplePipelines.withMissingNumbers(CUSTOMERS.subList(0, 1_000)));
        customers.add(ITALIAN);
        Example unknownTenure =
                new Customer(1, 2, "Ugo", 700, "Spain", "Male", 30, Double.NaN, 0, 1, 0, 1, 5e4, 0)
                        .toExample();
        for (ServedModel model : models.forms(SamplePipelines.imputed()).toList()) {
            try (Scorer scorer = runtime.open(model)) {
                assertSame(scorer.score(customers).toArray(), plainScores(model, customers));
                assertThatThrownBy(() -> scorer.score(unknownTenure))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("NaN");
            }
        }
    }

    @Test
    void shouldKnowAMissingNumberBesidesImputingIt() {
        List<Example> customers =
                List.of(
                        ContractModels.customer("Spain", "Male", Double.NaN),
                        ContractModels.customer("Spain", "Male", 38),
                        ContractModels.customer("Spain", "Male", 70));
        for (ServedModel model : models.forms(SamplePipelines.imputedAndMarked()).toList()) {
            try (Scorer scorer = runtime.open(model)) {
                assertSame(scorer.score(customers).toArray(), plainScores(model, customers));
            }
        }
    }

    @Test
    void shouldRefuseACustomerOfWhomSomethingIsMissing() {
        for (ServedModel model :
                models.forms(SamplePipelines.tuned(UnseenCategory.ERROR)).toList()) {
            try (Scorer scorer = runtime.open(model)) {
                for (double age : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                    Example missing = ContractModels.customer("Spain", "Male", age);
                    assertThatThrownBy(() -> scorer.score(missing))
                            .isInstanceOf(IllegalArgumentException.class);
                    assertThatThrownBy(() -> scorer.score(List.of(FEW.get(0), missing)))
                            .isInstanceOf(IllegalArgumentException.class);
                }
                assertThatThrownBy(() -> scorer.score(ContractModels.customer("Spain", null, 30)))
                        .isInstanceOfAny(
                                IllegalArgumentException.class, UnseenCategoryException.class)
                        .hasMessageContaining("Gender");
                assertThat(scorer.score(FEW).size()).isEqualTo(FEW.size());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldScoreForTwoThreadsAtOnce(ServedModel model) throws Exception {
        double[] expected = plainScores(model, FEW);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Scorer scorer = runtime.open(model)) {
            CountDownLatch ready = new CountDownLatch(2);
            List<Future<double[]>> found = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                found.add(
                        threads.submit(
                                () -> {
                                    ready.countDown();
                                    ready.await();
                                    double[] scores = {};
                                    for (int i = 0; i < 20; i++) {
                                        scores = scorer.score(FEW).toArray();
                                    }
                                    return scores;
                                }));
            }
            for (Future<double[]> scores : found) {
                assertSame(scores.get(), expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The plain scorer, which has nothing to give back, may be used after it was closed. */
    @ParameterizedTest
    @MethodSource("forms")
    void shouldBeClosedMoreThanOnceAndSayThatItIsClosed(ServedModel model) {
        Scorer scorer = runtime.open(model);
        scorer.score(FEW);
        scorer.close();
        scorer.close();

        if (scorer instanceof BatchScorer) {
            assertThatThrownBy(() -> scorer.score(FEW))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("this one was closed");
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldRefuseContentThatIsNotWhatItWasInTheStore(ServedModel model) {
        byte[] flipped = model.content().clone();
        flipped[flipped.length / 2] ^= 1;
        for (byte[] content : List.of(flipped, ContractModels.half(model))) {
            ServedModel changed =
                    new ServedModel(
                            model.version(), model.sha256(), Churn.SCHEMA, model.format(), content);

            assertThatThrownBy(() -> runtime.open(changed))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(model.version());
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldSayWhatIsWrongWithAFileThatWasPublishedDamaged(ServedModel model) {
        byte[] otherStart = model.content().clone();
        for (int i = 0; i < 64; i++) {
            otherStart[i] ^= 0x55;
        }
        byte[] text = "no model".getBytes(StandardCharsets.UTF_8);
        for (byte[] content : List.of(ContractModels.half(model), otherStart, text, new byte[0])) {
            ServedModel damaged = ContractModels.served(model.format(), content);

            assertThatThrownBy(() -> runtime.open(damaged))
                    .isInstanceOfAny(
                            model.format() == ModelFormat.PIPELINE
                                    ? StoreException.class
                                    : IllegalArgumentException.class)
                    .hasMessageContaining("xpected ")
                    .hasMessageContaining("found");
        }
    }

    @Test
    void shouldRefuseAnotherFormat() {
        byte[] content = models.asPipeline(reference(UnseenCategory.KEEP)).content();
        for (ModelFormat format : ModelFormat.values()) {
            if (format != ModelFormat.PIPELINE && format != models.format()) {
                assertThatThrownBy(() -> runtime.open(ContractModels.served(format, content)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("xpected ")
                        .hasMessageContaining("which is " + format);
            }
        }
    }

    @Test
    void shouldTravelWithAJob() throws Exception {
        ScoringRuntime there = InstantiationUtil.clone(runtime);
        for (ServedModel model : models.forms(reference(UnseenCategory.KEEP)).toList()) {
            try (Scorer scorer = there.open(InstantiationUtil.clone(model))) {
                assertSame(scorer.score(FEW).toArray(), plainScores(model, FEW));
            }
        }
    }

    @Test
    void shouldChangeModelsInTheStreamingOperator() throws Exception {
        for (ServedModel first : models.forms(reference(UnseenCategory.KEEP)).toList()) {
            for (ServedModel next :
                    models.forms(SamplePipelines.tuned(UnseenCategory.KEEP)).toList()) {
                double[] scores = ReloadedScores.of(runtime, first, next, FEW);

                assertSame(Arrays.copyOf(scores, FEW.size()), plainScores(first, FEW));
                assertSame(
                        Arrays.copyOfRange(scores, FEW.size(), scores.length),
                        plainScores(next, FEW));
            }
        }
    }

    @Test
    void shouldGoOnWithTheModelInUseWhereTheNextIsRefused(@TempDir Path directory) {
        ModelStore store = ModelStore.at(directory);
        ModelWatch watch = new ModelWatch(store, new ModelGate(List.of(), runtime));
        FittedPipeline second = SamplePipelines.tuned(UnseenCategory.KEEP);
        models.publish(store, reference(UnseenCategory.KEEP), List.of());

        try (Scorer old = changed(watch.look()).scorer()) {
            models.publish(store, second, List.of());
            try (Scorer scorer = changed(watch.look()).scorer()) {
                assertSame(
                        scorer.score(FEW).toArray(),
                        Scorer.of(Churn.SCHEMA, second).score(FEW).toArray());
                assertThat(scorer.score(FEW.get(0))).isNotEqualTo(old.score(FEW.get(0)));

                double wrong = scorer.score(FEW.get(0)) / 2;
                models.publish(
                        store, second, List.of(GoldenScore.of(Churn.SCHEMA, FEW.get(0), wrong)));

                assertThat(watch.look())
                        .isInstanceOfSatisfying(
                                ModelWatch.Outcome.Refused.class,
                                refused ->
                                        assertThat(refused.reason())
                                                .contains("golden score 1 of 1"));
                assertThat(watch.version()).isEqualTo("v000002");
                assertSame(
                        scorer.score(FEW).toArray(),
                        Scorer.of(Churn.SCHEMA, second).score(FEW).toArray());
            }
        }
    }

    private void assertSame(double[] found, double[] expected) {
        assertThat(found).containsExactly(expected, within(tolerance));
    }

    private double[] plainScores(ServedModel model, List<Example> customers) {
        return Scorer.of(Churn.SCHEMA, models.pipelineOf(model)).score(customers).toArray();
    }

    private static ModelWatch.Outcome.Changed changed(ModelWatch.Outcome outcome) {
        assertThat(outcome).isInstanceOf(ModelWatch.Outcome.Changed.class);
        return (ModelWatch.Outcome.Changed) outcome;
    }

    private static FittedPipeline reference(UnseenCategory unseen) {
        return SamplePipelines.reference(unseen);
    }
}
