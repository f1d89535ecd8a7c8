package io.flinklab.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.compiled.CompiledPipeline;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompiledPipelineTest {
    static Stream<FittedPipeline> pipelines() {
        return Stream.of(
                SamplePipelines.reference(UnseenCategory.KEEP),
                SamplePipelines.tuned(UnseenCategory.KEEP),
                everyNumberSquaredAndCubed(),
                categoriesOfNumbers(),
                SamplePipelines.expandedCategories(UnseenCategory.KEEP),
                SamplePipelines.indexesAsNumbers(UnseenCategory.KEEP),
                SamplePipelines.imputed());
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shouldGiveTheInterpretersMarginForEveryCustomer(FittedPipeline pipeline) {
        Interpreter interpreter = Interpreter.of(Churn.SCHEMA, pipeline);
        CompiledPipeline compiled = compile(pipeline).orElseThrow();
        CompiledPipeline.Scratch scratch = compiled.newScratch();

        for (Example customer : Customers.random(5_000, true)) {
            double expected =
                    interpreter
                            .margin(Customers.numbers(customer), Customers.texts(customer))
                            .orElseThrow();

            assertThat(
                            compiled.margin(
                                    Customers.numbers(customer),
                                    Customers.texts(customer),
                                    scratch))
                    .as("%s", customer)
                    .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void shouldImputeAsTheInterpreterDoes() {
        FittedPipeline pipeline = SamplePipelines.imputed();
        Interpreter interpreter = Interpreter.of(Churn.SCHEMA, pipeline);
        CompiledPipeline compiled = compile(pipeline).orElseThrow();
        CompiledPipeline.Scratch scratch = compiled.newScratch();

        for (Example customer : SamplePipelines.withMissingNumbers(Customers.random(1_000, true))) {
            double expected =
                    interpreter
                            .margin(Customers.numbers(customer), Customers.texts(customer))
                            .orElseThrow();
            assertThat(
                            compiled.margin(
                                    Customers.numbers(customer),
                                    Customers.texts(customer),
                                    scratch))
                    .isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void shouldNotCompileAnIndexImputedByWhatIsNoIndex() {
        FittedPipeline pipeline =
                SamplePipelines.of(
                        SamplePipelines.indexer(UnseenCategory.KEEP),
                        new FittedStage.Imputer(
                                List.of("GeographyIndex"), List.of("Mean"), List.of(0.75), 3),
                        new FittedStage.VectorAssembler(List.of("Mean"), List.of(1), "features"),
                        SamplePipelines.classifier(1));

        assertThat(compile(pipeline)).isEmpty();
        assertThat(Scorer.of(Churn.SCHEMA, pipeline).score(Customers.from("Italy", "Male", 30)))
                .isCloseTo(1 / (1 + Math.exp(0.7 - 0.75 * Math.sin(1) / 3)), within(1e-15));
    }

    @Test
    void shouldLeaveRowsThatAreRefusedOrSkippedToTheInterpreter() {
        for (UnseenCategory unseen : List.of(UnseenCategory.ERROR, UnseenCategory.SKIP)) {
            CompiledPipeline compiled = compile(SamplePipelines.tuned(unseen)).orElseThrow();

            Example stranger = Customers.from("Italy", "Male", 40);
            assertThat(
                            compiled.margin(
                                    Customers.numbers(stranger),
                                    Customers.texts(stranger),
                                    compiled.newScratch()))
                    .isNaN();
        }
    }

    @Test
    void shouldNotCompileCategoriesOfAColumnThatAStageMade() {
        FittedPipeline pipeline =
                SamplePipelines.of(
                        SamplePipelines.indexer(UnseenCategory.KEEP),
                        new FittedStage.Binarizer(
                                List.of("GeographyIndex"), List.of("Abroad"), List.of(0.5)),
                        new FittedStage.VectorAssembler(List.of("Abroad"), List.of(1), "features"),
                        SamplePipelines.classifier(1));

        assertThat(compile(pipeline)).isEmpty();
        assertThat(Scorer.of(Churn.SCHEMA, pipeline).score(Customers.from("Spain", "Male", 30)))
                .isCloseTo(1 / (1 + Math.exp(0.7 - Math.sin(1) / 3)), within(1e-15));
    }

    private static Optional<CompiledPipeline> compile(FittedPipeline pipeline) {
        return CompiledPipeline.of(
                pipeline, Churn.SCHEMA.numberNames(), Churn.SCHEMA.categoryNames());
    }

    /** Degree 3 over eight raw columns: 164 products, no category. */
    private static FittedPipeline everyNumberSquaredAndCubed() {
        return SamplePipelines.of(
                new FittedStage.VectorAssembler(
                        Churn.SCHEMA.numberNames(), Collections.nCopies(8, 1), "numbers"),
                new FittedStage.StandardScaler(
                        "numbers",
                        "scaled",
                        List.of(650.5, 38.9, 5.01, 76485.9, 1.53, 0.7, 0.5, 100090.2),
                        List.of(96.6, 10.5, 2.9, 62397.4, 0.58, 0.4, 0.5, 57510.5),
                        true,
                        true),
                new FittedStage.PolynomialExpansion("scaled", "features", 3),
                SamplePipelines.classifier(164));
    }

    /** Some tenures are unseen. */
    private static FittedPipeline categoriesOfNumbers() {
        List<String> years = IntStream.range(0, 9).mapToObj(year -> year + ".0").toList();
        return SamplePipelines.of(
                new FittedStage.StringIndexer(
                        List.of("NumOfProducts", "Tenure"),
                        List.of("ProductsIndex", "TenureIndex"),
                        List.of(List.of("4.0", "3.0", "2.0", "1.0"), years),
                        UnseenCategory.KEEP),
                new FittedStage.OneHotEncoder(
                        List.of("ProductsIndex", "TenureIndex", "NumOfProducts"),
                        List.of("P", "T", "N"),
                        List.of(4, 9, 5)),
                new FittedStage.Interaction(List.of("N", "Age", "P"), "cells"),
                new FittedStage.VectorAssembler(List.of("cells", "T"), List.of(20, 9), "features"),
                SamplePipelines.classifier(29));
    }
}
