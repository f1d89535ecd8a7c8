package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.csv.ExampleParser;
import io.flinklab.interchange.Runtimes;
import io.flinklab.kit.Recipes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.ServedModel;
import io.flinklab.training.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trained models in every runtime of double precision against the plain scorer. */
class RuntimeParityIT {
    @RegisterExtension static final Lab LAB = new Lab();

    static Stream<Arguments> runtimesAndModels() {
        return Stream.of(Runtimes.PMML, Runtimes.ONNX, Runtimes.TORCH)
                .flatMap(
                        runtime ->
                                Recipes.pipelines().stream()
                                        .flatMap(
                                                plan ->
                                                        Stream.of(TestData.values())
                                                                .map(
                                                                        data ->
                                                                                Arguments.of(
                                                                                        runtime,
                                                                                        plan,
                                                                                        data))));
    }

    @ParameterizedTest
    @MethodSource("runtimesAndModels")
    void shouldScoreEveryRowAsThePlainScorerDoes(Runtimes runtime, Recipe plan, TestData data)
            throws Exception {
        List<Example> customers = new ArrayList<>(data.customers());
        customers.add(anna("France", "Italy"));
        customers.add(anna("0.0,1,", "0.0,9,"));
        ServedModel model = ServedModel.of(LAB.model(data, plan));
        InstalledRuntimes.require(runtime);

        try (Scorer scorer = runtime.open(model)) {
            Scores scores = scorer.score(customers);

            assertThat(scores.skipped()).isZero();
            assertThat(scores.toArray())
                    .hasSize(10_002)
                    .containsExactly(
                            Scorer.of(Churn.SCHEMA, model.pipeline()).score(customers).toArray(),
                            within(1e-12));
        }
    }

    private static Example anna(String found, String instead) {
        String row = CustomerText.ANNA.replace(found, instead);
        return ((ParsedRow.Accepted) ExampleParser.of("strangers", Churn.SCHEMA, "").parse(1, row))
                .example();
    }
}
