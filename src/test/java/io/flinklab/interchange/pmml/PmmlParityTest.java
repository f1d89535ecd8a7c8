package io.flinklab.interchange.pmml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.UnseenCategoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pipelines of every stage, and of stages in unusual places, against the plain scorer. */
class PmmlParityTest {
    private static final List<Example> CUSTOMERS =
            Dataset.read(Churn.SCHEMA, Path.of("data/churn.csv")).examples();

    static Stream<FittedPipeline> pipelines() {
        return Stream.of(
                SamplePipelines.categoriesOfNumbers(UnseenCategory.KEEP),
                indexesAsNumbers(),
                indicatorsInProducts(),
                intervalsAsNumbers(),
                categoriesOfWhatAStageMade(),
                roomForTheUnseen(),
                onlyNumbers());
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shouldScoreEveryCustomerAsThePlainScorerDoes(FittedPipeline pipeline) {
        List<Example> customers = new ArrayList<>(CUSTOMERS);
        customers.add(from("Italy", 41));
        customers.add(from("Italy", 99));

        try (Scorer scorer = pmml(pipeline)) {
            assertThat(scorer.score(customers).toArray())
                    .containsExactly(
                            Scorer.of(Churn.SCHEMA, pipeline).score(customers).toArray(),
                            within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseAnAgeInNoIntervalUnlessThePipelineKeepsIt(UnseenCategory unseen) {
        FittedPipeline pipeline = ages(unseen, 3);
        Scorer plain = Scorer.of(Churn.SCHEMA, pipeline);
        try (Scorer scorer = pmml(pipeline)) {
            for (double age : new double[] {18, 29.999, 30, 60, 90}) {
                assertThat(scorer.score(from("Spain", age)))
                        .isCloseTo(plain.score(from("Spain", age)), within(1e-12));
            }
            for (Example strange : List.of(from("Spain", 17.9), from("Spain", 90.1))) {
                if (unseen == UnseenCategory.KEEP) {
                    assertThat(scorer.score(strange))
                            .isCloseTo(plain.score(strange), within(1e-12));
                } else {
                    assertThatThrownBy(() -> scorer.score(strange))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("found NaN");
                }
            }
        }
    }

    @Test
    void shouldRefuseTheUnseenWhereTheEncoderHasNoRoomForIt() {
        for (FittedPipeline pipeline :
                List.of(ages(UnseenCategory.KEEP, 2), countries(UnseenCategory.KEEP, 2))) {
            Example strange = from("Italy", 95);
            assertThatThrownBy(() -> Scorer.of(Churn.SCHEMA, pipeline).score(strange))
                    .isInstanceOf(UnseenCategoryException.class);
            try (Scorer scorer = pmml(pipeline)) {
                assertThat(scorer.score(CUSTOMERS.subList(0, 100)).toArray())
                        .containsExactly(
                                Scorer.of(Churn.SCHEMA, pipeline)
                                        .score(CUSTOMERS.subList(0, 100))
                                        .toArray(),
                                within(1e-12));
                assertThatThrownBy(() -> scorer.score(strange))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void shouldRefuseANumberThatIsNoIndex() {
        FittedPipeline pipeline =
                SamplePipelines.of(
                        new FittedStage.OneHotEncoder(
                                List.of("NumOfProducts"), List.of("features"), List.of(4)),
                        SamplePipelines.classifier(4));
        try (Scorer scorer = pmml(pipeline)) {
            assertThat(scorer.score(products(4)))
                    .isCloseTo(Scorer.of(Churn.SCHEMA, pipeline).score(products(4)), within(1e-12));
            for (double products : new double[] {1.5, 5, -1}) {
                assertThatThrownBy(
                                () -> Scorer.of(Churn.SCHEMA, pipeline).score(products(products)))
                        .isInstanceOf(UnseenCategoryException.class);
                assertThatThrownBy(() -> scorer.score(products(products)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void shouldSayWhichColumnIsNotThere() {
        assertThatThrownBy(
                        () ->
                                pmml(
                                        SamplePipelines.of(
                                                new FittedStage.VectorAssembler(
                                                        List.of("Surname"), List.of(1), "features"),
                                                SamplePipelines.classifier(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Surname: expected a column of numbers");
    }

    private static FittedPipeline indexesAsNumbers() {
        return SamplePipelines.of(
                SamplePipelines.indexer(UnseenCategory.KEEP),
                new FittedStage.VectorAssembler(
                        List.of("GeographyIndex", "GenderIndex", "Age"),
                        List.of(1, 1, 1),
                        "joined"),
                scaler("joined", "scaled", 3, 0.3),
                new FittedStage.PolynomialExpansion("scaled", "features", 2),
                SamplePipelines.classifier(9));
    }

    /** One element has no spread, and one scaler follows another. */
    private static FittedPipeline indicatorsInProducts() {
        return SamplePipelines.of(
                SamplePipelines.indexer(UnseenCategory.KEEP),
                SamplePipelines.encoder(),
                new FittedStage.VectorAssembler(
                        List.of("GeographyVec", "GenderVec", "Age"), List.of(3, 2, 1), "joined"),
                new FittedStage.StandardScaler(
                        "joined",
                        "scaled",
                        List.of(0.5, 0.25, 0.25, 0.45, 0.55, 39.0),
                        List.of(0.5, 0.43, 0.43, 0.0, 0.5, 10.0),
                        true,
                        true),
                scaler("scaled", "twice", 6, 0.9),
                new FittedStage.PolynomialExpansion("twice", "features", 2),
                SamplePipelines.classifier(27));
    }

    private static FittedPipeline intervalsAsNumbers() {
        return SamplePipelines.of(
                new FittedStage.Bucketizer(
                        List.of("Age", "Balance"),
                        List.of("AgeBin", "BalanceBin"),
                        List.of(
                                List.of(30.0, 40.0, 50.0),
                                List.of(Double.NEGATIVE_INFINITY, 0.0, 1e5)),
                        UnseenCategory.KEEP),
                new FittedStage.OneHotEncoder(
                        List.of("AgeBin", "BalanceBin"), List.of("A", "B"), List.of(2, 4)),
                new FittedStage.VectorAssembler(
                        List.of("AgeBin", "A", "BalanceBin", "B"), List.of(1, 2, 1, 4), "features"),
                SamplePipelines.classifier(8));
    }

    private static FittedPipeline categoriesOfWhatAStageMade() {
        return SamplePipelines.of(
                SamplePipelines.indexer(UnseenCategory.KEEP),
                new FittedStage.Binarizer(
                        List.of("GeographyIndex", "Balance"),
                        List.of("Abroad", "HasBalance"),
                        List.of(0.5, 0.0)),
                new FittedStage.StringIndexer(
                        List.of("Abroad", "GenderIndex"),
                        List.of("AbroadIndex", "GenderAgain"),
                        List.of(List.of("1.0", "0.0"), List.of("0.0", "1.0")),
                        UnseenCategory.ERROR),
                new FittedStage.OneHotEncoder(
                        List.of("AbroadIndex", "GenderAgain", "HasBalance"),
                        List.of("A", "G", "H"),
                        List.of(2, 1, 2)),
                new FittedStage.VectorAssembler(
                        List.of("A", "G", "H"), List.of(2, 1, 2), "features"),
                SamplePipelines.classifier(5));
    }

    private static FittedPipeline roomForTheUnseen() {
        return countries(UnseenCategory.KEEP, 4);
    }

    /** Degree 3 over eight raw columns: 164 products. */
    private static FittedPipeline onlyNumbers() {
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

    private static FittedPipeline ages(UnseenCategory unseen, int size) {
        return SamplePipelines.of(
                new FittedStage.Bucketizer(
                        List.of("Age"),
                        List.of("AgeBin"),
                        List.of(List.of(18.0, 30.0, 60.0, 90.0)),
                        unseen),
                new FittedStage.OneHotEncoder(List.of("AgeBin"), List.of("A"), List.of(size)),
                new FittedStage.VectorAssembler(List.of("A", "Age"), List.of(size, 1), "features"),
                SamplePipelines.classifier(size + 1));
    }

    private static FittedPipeline countries(UnseenCategory unseen, int size) {
        return SamplePipelines.of(
                SamplePipelines.indexer(unseen),
                new FittedStage.OneHotEncoder(
                        List.of("GeographyIndex"), List.of("features"), List.of(size)),
                SamplePipelines.classifier(size));
    }

    private static FittedStage.StandardScaler scaler(
            String input, String output, int size, double spread) {
        return new FittedStage.StandardScaler(
                input,
                output,
                Collections.nCopies(size, 0.3),
                Collections.nCopies(size, 1 / spread),
                true,
                true);
    }

    private static Scorer pmml(FittedPipeline pipeline) {
        return PmmlScorer.open(
                Churn.SCHEMA,
                PmmlExport.write(
                        Churn.SCHEMA,
                        pipeline,
                        ExportMetadata.of(Churn.SCHEMA, pipeline, "v000001", "")));
    }

    private static Example from(String country, double age) {
        return new Customer(1, 2, "Ugo", 700, country, "Male", age, 4, 0, 1, 0, 1, 5e4, 0)
                .toExample();
    }

    private static Example products(double products) {
        return new Customer(1, 2, "Ugo", 700, "Spain", "Male", 35, 4, 0, products, 0, 1, 5e4, 0)
                .toExample();
    }
}
