package io.flinklab.interchange.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.ServedModel;
import io.flinklab.serving.UnseenCategoryException;
import io.flinklab.store.ModelFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TorchScorerTest {
    private static final FittedPipeline TUNED = SamplePipelines.tuned(UnseenCategory.KEEP);

    @BeforeAll
    static void needsLibTorch() {
        Torch.require();
    }

    static Stream<FittedPipeline> pipelines() {
        Stream<FittedPipeline> plans =
                Arrays.stream(UnseenCategory.values())
                        .flatMap(
                                unseen ->
                                        Stream.of(
                                                SamplePipelines.reference(unseen),
                                                SamplePipelines.tuned(unseen)));
        return Stream.concat(plans, EveryStage.pipelines());
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shouldScoreEveryCustomerAsThePlainScorerDoes(FittedPipeline pipeline) {
        Scorer plain = Scorer.of(Churn.SCHEMA, pipeline);
        List<Example> customers = new ArrayList<>(TorchCustomers.all());
        try (Scorer scorer = Torch.scorer(pipeline)) {
            List<Example> refused =
                    customers.stream().filter(customer -> isRefused(plain, customer)).toList();
            assertThat(refused).allMatch(customer -> isRefused(scorer, customer));
            customers.removeAll(refused);

            Scores expected = plain.score(customers);
            Scores scores = scorer.score(customers);

            assertThat(scores.skipped()).isEqualTo(expected.skipped());
            assertThat(scores.toArray()).containsExactly(expected.toArray(), within(1e-12));
            for (Example customer : customers.subList(0, 50)) {
                assertThat(scorer.predict(customer).isPresent())
                        .isEqualTo(plain.predict(customer).isPresent());
            }
            assertThat(scorer.score(customers.get(0))).isCloseTo(expected.get(0), within(1e-12));
        }
    }

    @Test
    void shouldScoreANetworkAsPlainJavaDoes() {
        for (SampleNetwork sample : List.of(new SampleNetwork(16, 8, 1), new SampleNetwork(1))) {
            ExportMetadata metadata =
                    new ExportMetadata("v000002", "cd", 0.4, List.of(), List.of());
            try (Scorer scorer =
                    TorchScorer.open(
                            TorchCustomers.SCHEMA,
                            TorchExport.write(TorchCustomers.SCHEMA, sample.network(), metadata))) {
                assertThat(scorer.score(TorchCustomers.all()).toArray())
                        .containsExactly(
                                TorchCustomers.all().stream().mapToDouble(sample::score).toArray(),
                                within(1e-12));
                assertThat(scorer.threshold()).isEqualTo(0.4);
            }
        }
    }

    @Test
    void shouldGiveNoScoresForNoCustomers() {
        try (Scorer scorer = Torch.scorer(TUNED)) {
            assertThat(scorer.score(List.of()).size()).isZero();
        }
    }

    @Test
    void shouldScoreInAnyNumberOfThreads() throws Exception {
        List<Example> customers = TorchCustomers.shipped().subList(0, 1_000);
        double[] expected = Scorer.of(Churn.SCHEMA, TUNED).score(customers).toArray();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Scorer scorer = Torch.scorer(TUNED)) {
            Callable<double[]> task = () -> scorer.score(customers).toArray();
            for (Future<double[]> scores :
                    threads.invokeAll(List.of(task, task, task, task, task, task, task, task))) {
                assertThat(scores.get()).containsExactly(expected, within(1e-12));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void shouldHoldNoTensorOfARowAfterItIsScored() {
        try (TorchScorer scorer = (TorchScorer) Torch.scorer(TUNED)) {
            scorer.score(TorchCustomers.shipped().subList(0, 10));
            int held = scorer.held();

            TorchCustomers.shipped().subList(0, 100).forEach(scorer::score);

            assertThat(scorer.held()).isEqualTo(held);
        }
    }

    @Test
    void shouldNotScoreOnceClosedAndMayBeClosedAgain() {
        Scorer scorer = Torch.scorer(TUNED);
        scorer.close();
        scorer.close();

        assertThatThrownBy(() -> scorer.score(TorchCustomers.shipped()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldOpenAFittedPipelineAndItsOwnFileAlike() {
        FittedPipeline pipeline = SamplePipelines.reference(UnseenCategory.SKIP);
        byte[] file = TorchExport.write(TorchCustomers.SCHEMA, pipeline, Torch.metadata(pipeline));
        Example stranger = TorchCustomers.with("Italy", "Male", 40, 1);

        try (Scorer scorer = Runtimes.AUTO.open(TorchModels.served(file))) {
            assertThat(scorer.predict(stranger)).isEmpty();
            assertThat(scorer.score(TorchCustomers.shipped()).toArray())
                    .containsExactly(
                            Scorer.of(Churn.SCHEMA, pipeline)
                                    .score(TorchCustomers.shipped())
                                    .toArray(),
                            within(1e-12));
        }
    }

    @Test
    void shouldRefuseAFileThatIsNotWhole() {
        byte[] file = TorchExport.write(TorchCustomers.SCHEMA, TUNED, Torch.metadata(TUNED));

        refused(Arrays.copyOf(file, file.length / 2), "whole TorchScript file");
        refused(new byte[0], "whole TorchScript file");
        refused("no model".getBytes(StandardCharsets.UTF_8), "zip archive");
        file[file.length / 2] ^= 1;
        refused(file, "whole TorchScript file");
    }

    @Test
    void shouldRefuseAnotherFormat() {
        ServedModel model =
                new ServedModel(
                        "v000001", "ab", Churn.SCHEMA, ModelFormat.PMML, new byte[] {1, 2, 3});

        assertThatThrownBy(() -> Runtimes.TORCH.open(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("torchscript", "v000001", "pmml");
    }

    private static void refused(byte[] file, String message) {
        assertThatThrownBy(() -> Runtimes.TORCH.open(TorchModels.served(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Expected", message, "found");
    }

    private static boolean isRefused(Scorer scorer, Example customer) {
        try {
            scorer.predict(customer);
            return false;
        } catch (UnseenCategoryException | IllegalArgumentException e) {
            return true;
        }
    }
}
