package io.flinklab.interchange.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.interchange.Runtimes;
import io.flinklab.kit.CollectedRows;
import io.flinklab.kit.Recipes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import io.flinklab.training.Recipe;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trained models through libtorch: by themselves, and in the streaming job. */
class TorchJobIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @BeforeAll
    static void needsLibTorch() {
        Torch.require();
    }

    static Stream<Recipe> plans() {
        return Recipes.pipelines().stream();
    }

    @ParameterizedTest
    @MethodSource("plans")
    void shouldScoreEveryRowOfATrainedPlanAsThePlainScorerDoes(Recipe plan) throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, plan);
        List<Example> customers = TorchCustomers.all();

        try (Scorer scorer = Runtimes.TORCH.open(ServedModel.of(model))) {
            assertThat(scorer.score(customers).toArray())
                    .containsExactly(Scorer.of(model).score(customers).toArray(), within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 256})
    void shouldScoreAStreamOneByOneAndInBatches(int batch) throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, Churn.TUNED);
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.setParallelism(2);
        Map<Long, Double> scores;
        try (CollectedRows rows =
                CollectedRows.of(
                        new ScoringJob(
                                        environment,
                                        MessageSource.files(
                                                Churn.SCHEMA, TestData.SHIPPED.file().toString()))
                                .score(
                                        ServedModel.of(model),
                                        new ScoringOptions(Runtimes.TORCH, batch))
                                .scores())) {
            scores =
                    rows.rest().stream()
                            .collect(
                                    Collectors.toMap(
                                            row -> row.<Long>getFieldAs(0),
                                            row -> row.<Double>getFieldAs(1)));
        }

        Scorer plain = Scorer.of(model);
        List<Example> customers = TestData.SHIPPED.customers();
        assertThat(scores).hasSameSizeAs(customers);
        for (Example customer : customers) {
            assertThat(scores.get(customer.key())).isCloseTo(plain.score(customer), within(1e-12));
        }
    }
}
