package io.flinklab.interchange.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.data.Customer;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.ServedModel;
import io.flinklab.training.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PythonScorerIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @BeforeAll
    static void requirePython() {
        PythonUdf.require();
    }

    @Test
    void shouldScoreAsScikitLearnItselfDoes() throws Exception {
        try (Scorer scorer = Runtimes.AUTO.open(PythonUdf.trees())) {
            assertThat(scores(scorer.score(PythonUdf.test())))
                    .containsExactly(PythonUdf.expected(), within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REFERENCE", "CONVERGED", "TUNED"})
    void shouldScoreATrainedPipelineAsPlainJavaDoes(Plan plan) throws Exception {
        ServedModel model = ServedModel.of(LAB.model(TestData.SHIPPED, plan));
        List<Customer> customers = TestData.SHIPPED.customers();
        Scorer plain = Scorer.of(model.pipeline());

        try (Scorer scorer = Runtimes.PYTHON.open(model)) {
            assertThat(scorer.threshold()).isEqualTo(plain.threshold());
            assertThat(scores(scorer.score(customers)))
                    .containsExactly(scores(plain.score(customers)), within(1e-12));
        }
    }

    @Test
    void shouldPassOnPythonsErrorAndGoOn() {
        ServedModel model =
                PythonUdf.classifier("[{'France': .25, 'Spain': .5}[g] for g in x.Geography]");
        Customer french = from("France");
        Customer italian = from("Italy");

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
    void shouldServeTwoThreads() throws Exception {
        List<Customer> customers = PythonUdf.test();
        double[] expected = PythonUdf.expected();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Scorer scorer = Runtimes.PYTHON.open(PythonUdf.trees())) {
            Stream.of(0, 1_000)
                    .map(from -> scored(scorer, customers, from, threads))
                    .toList()
                    .forEach(
                            half ->
                                    assertThat(half.join().scores())
                                            .containsExactly(
                                                    Arrays.copyOfRange(
                                                            expected,
                                                            half.join().from(),
                                                            half.join().from() + 1_000),
                                                    within(1e-12)));
        } finally {
            threads.shutdown();
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

    private record Part(int from, double[] scores) {}

    private static CompletableFuture<Part> scored(
            Scorer scorer, List<Customer> customers, int from, ExecutorService threads) {
        return CompletableFuture.supplyAsync(
                () -> {
                    double[] scores = new double[1_000];
                    for (int i = 0; i < scores.length; i += 10) {
                        List<Customer> batch = customers.subList(from + i, from + i + 10);
                        System.arraycopy(scores(scorer.score(batch)), 0, scores, i, 10);
                    }
                    return new Part(from, scores);
                },
                threads);
    }

    private static double[] scores(Scores scores) {
        double[] all = new double[scores.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = scores.get(i);
        }
        return all;
    }

    private static void kill(ProcessHandle worker) {
        worker.destroyForcibly();
        worker.onExit().join();
    }

    private static Customer from(String geography) {
        return new Customer(1, 2, "Anna", 619, geography, "Female", 42, 2, 0, 1, 1, 1, 1e5, 0);
    }
}
