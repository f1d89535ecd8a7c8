package io.flinklab.interchange.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Eventually;
import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.AnswerLimit;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.ServedModel;
import io.flinklab.serving.UnseenCategoryException;
import io.flinklab.training.Recipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PythonScorerIT {
    private static final double SKIPPED = -1;

    @RegisterExtension static final Lab LAB = new Lab();

    @BeforeAll
    static void requirePython() {
        PythonUdf.require();
    }

    @Test
    void shouldScoreAsScikitLearnItselfDoes() throws Exception {
        try (Scorer scorer = Runtimes.PYTHON.open(PythonUdf.trees())) {
            assertThat(scores(scorer.score(PythonUdf.test())))
                    .containsExactly(PythonUdf.expected(), within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("io.flinklab.kit.Recipes#pipelines")
    void shouldScoreATrainedPipelineAsPlainJavaDoes(Recipe plan) throws Exception {
        ServedModel model = ServedModel.of(LAB.model(TestData.SHIPPED, plan));
        List<Example> customers = TestData.SHIPPED.customers();
        Scorer plain = Scorer.of(Churn.SCHEMA, model.pipeline());

        try (Scorer scorer = Runtimes.PYTHON.open(model)) {
            assertThat(scorer.threshold()).isEqualTo(plain.threshold());
            assertThat(scores(scorer.score(customers)))
                    .containsExactly(scores(plain.score(customers)), within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shouldScoreEveryKindOfStageAsPlainJavaDoes(FittedPipeline pipeline) {
        Scorer plain = Scorer.of(Churn.SCHEMA, pipeline);
        List<Example> customers = PythonUdf.withUnseenCountries();

        try (Scorer scorer = Runtimes.PYTHON.open(PythonUdf.served(pipeline))) {
            assertThat(scores(scorer.score(customers)))
                    .containsExactly(scores(plain.score(customers)), within(1e-12));
        }
    }

    static Stream<FittedPipeline> pipelines() {
        return Stream.of(UnseenCategory.KEEP, UnseenCategory.SKIP)
                .flatMap(
                        unseen ->
                                Stream.of(
                                        SamplePipelines.reference(unseen),
                                        SamplePipelines.tuned(unseen),
                                        categoriesOfNumbers(unseen)));
    }

    @Test
    void shouldRefuseAnUnseenCountryWhereTheModelDoes() {
        FittedPipeline pipeline = SamplePipelines.tuned(UnseenCategory.ERROR);

        try (Scorer scorer = Runtimes.PYTHON.open(PythonUdf.served(pipeline))) {
            assertThatThrownBy(() -> scorer.score(from("Italy")))
                    .isInstanceOf(UnseenCategoryException.class)
                    .hasMessageContaining("Italy");
            assertThat(scorer.score(from("Spain")))
                    .isCloseTo(
                            Scorer.of(Churn.SCHEMA, pipeline).score(from("Spain")), within(1e-12));
        }
    }

    @Test
    void shouldPassOnPythonsErrorAndGoOn() {
        ServedModel model =
                PythonUdf.classifier("[{'France': .25, 'Spain': .5}[g] for g in x.Geography]");
        Example french = from("France");
        Example italian = from("Italy");

        try (Scorer scorer = Runtimes.PYTHON.open(model)) {
            assertThatThrownBy(() -> scorer.score(List.of(french, italian)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("Python failed: KeyError: 'Italy'", "in <listcomp>");
            assertThat(scorer.score(french)).isEqualTo(.25);
            assertThat(scorer.score(from("Spain"))).isEqualTo(.5);
        }
    }

    @Test
    void shouldRefuseAFileThatIsNoWholeModel() throws Exception {
        byte[] content = PythonUdf.trees().content();
        byte[] half = Arrays.copyOf(content, content.length / 2);

        assertThatThrownBy(() -> Runtimes.PYTHON.open(PythonUdf.served(half)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Python failed: ");
        assertThatThrownBy(() -> Runtimes.PYTHON.open(PythonUdf.pickle("{'a': 1}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TypeError: Expected a fitted classifier with a class 1");
        assertThatThrownBy(
                        () -> Runtimes.PYTHON.open(PythonUdf.pickle("__import__('os')._exit(3)")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exit code 3");
        assertThat(PythonUdf.workers()).isEmpty();
    }

    @Test
    void shouldKeepWhatAModelPrintsOutOfTheAnswers() {
        ServedModel model = PythonUdf.classifier("(print('noise' * 100_000), x.Age / 100)[1]");

        try (Scorer scorer = Runtimes.PYTHON.open(model)) {
            assertThat(scorer.score(from("Spain"))).isEqualTo(.42);
        }
    }

    @Test
    void shouldReplaceAKilledWorker() throws Exception {
        try (Scorer scorer = Runtimes.PYTHON.open(PythonUdf.trees())) {
            double before = scorer.score(from("Spain"));
            PythonUdf.workers().forEach(PythonScorerIT::kill);

            assertThat(scorer.score(from("Spain"))).isEqualTo(before);
        }
        assertThat(PythonUdf.workers()).isEmpty();
    }

    @Test
    void shouldSayWhatAWorkerSaidThatEndsAgainAndAgain() {
        ServedModel leaving =
                PythonUdf.classifier(
                        "(print('out of luck', flush=True), __import__('os')._exit(7))[0]");

        try (Scorer scorer = Runtimes.PYTHON.open(leaving)) {
            assertThatThrownBy(() -> scorer.score(from("Spain")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("twice", "exit code 7", "out of luck");
        }
    }

    @Test
    void shouldEndAModelThatHangsForACustomerAndScoreTheOthers() throws Exception {
        ServedModel model =
                PythonUdf.classifier(
                        "(__import__('time').sleep(10_000 * (x.Geography == 'Italy').any()),"
                                + " x.Age / 100)[1]");
        AnswerLimit limit = new AnswerLimit(Duration.ofSeconds(10), true);

        try (Scorer scorer = Runtimes.PYTHON.within(limit).open(model)) {
            assertThat(scorer.score(from("Spain"))).isEqualTo(.42);
            assertThatThrownBy(() -> scorer.score(List.of(from("Spain"), from("Italy"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no answer within 10000 ms");
            assertThat(scorer.score(from("Spain"))).isEqualTo(.42);
        }
        assertThat(PythonUdf.workers()).isEmpty();
    }

    @Test
    void shouldTellOfAnotherNumberOfScores() {
        ServedModel model =
                PythonUdf.pickle(
                        "type('Model', (), {'classes_': [0, 1], 'predict_proba': lambda self, x:"
                                + " __import__('numpy').zeros((3, 2))})()");

        try (Scorer scorer = Runtimes.PYTHON.open(model)) {
            assertThatThrownBy(() -> scorer.score(from("Spain")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Expected 1 scores from the model; found 3");
        }
    }

    @Test
    void shouldServeTwoThreads() throws Exception {
        double[] expected = PythonUdf.expected();
        try (Scorer scorer = Runtimes.PYTHON.open(PythonUdf.trees())) {
            CompletableFuture<double[]> first =
                    CompletableFuture.supplyAsync(() -> inBatches(scorer, 0, 1_000));
            double[] second = inBatches(scorer, 1_000, 2_000);

            assertThat(first.join()).containsExactly(Arrays.copyOf(expected, 1_000), within(1e-12));
            assertThat(second)
                    .containsExactly(Arrays.copyOfRange(expected, 1_000, 2_000), within(1e-12));
        }
    }

    @Test
    void shouldLeaveNoProcessBehindWhenClosedTwice() throws Exception {
        Scorer scorer = Runtimes.PYTHON.open(PythonUdf.trees());
        assertThat(PythonUdf.workers()).hasSize(1);

        scorer.close();
        scorer.close();

        assertThat(PythonUdf.workers()).isEmpty();
        assertThatThrownBy(() -> scorer.score(from("Spain")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNotOutliveItsProgram() throws Exception {
        Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                UnclosedScorer.class.getName(),
                                PythonUdf.model().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String worker = new String(program.getInputStream().readAllBytes()).strip();

        assertThat(program.waitFor()).isEqualTo(UnclosedScorer.EXIT);
        Eventually.holds(
                "Python has ended",
                () -> ProcessHandle.of(Long.parseLong(worker)).map(p -> !p.isAlive()).orElse(true));
    }

    private static double[] inBatches(Scorer scorer, int from, int to) {
        double[] all = new double[to - from];
        for (int i = 0; i < all.length; i += 10) {
            List<Example> batch = PythonUdf.test().subList(from + i, from + i + 10);
            System.arraycopy(scores(scorer.score(batch)), 0, all, i, batch.size());
        }
        return all;
    }

    private static double[] scores(Scores scores) {
        double[] all = new double[scores.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = scores.isSkipped(i) ? SKIPPED : scores.get(i);
        }
        return all;
    }

    /** Some tenures are unseen. */
    private static FittedPipeline categoriesOfNumbers(UnseenCategory unseen) {
        List<String> years = IntStream.range(0, 9).mapToObj(year -> year + ".0").toList();
        return SamplePipelines.of(
                new FittedStage.StringIndexer(
                        List.of("NumOfProducts", "Tenure"),
                        List.of("ProductsIndex", "TenureIndex"),
                        List.of(List.of("4.0", "3.0", "2.0", "1.0"), years),
                        unseen),
                new FittedStage.OneHotEncoder(
                        List.of("ProductsIndex", "TenureIndex"),
                        List.of("Products", "TenureVec"),
                        List.of(4, 9)),
                new FittedStage.VectorAssembler(
                        List.of("Products", "TenureVec"), List.of(4, 9), "features"),
                SamplePipelines.classifier(13));
    }

    private static void kill(ProcessHandle worker) {
        worker.destroyForcibly();
        worker.onExit().join();
    }

    private static Example from(String geography) {
        return new Customer(1, 2, "Anna", 619, geography, "Female", 42, 2, 0, 1, 1, 1, 1e5, 0)
                .toExample();
    }
}
