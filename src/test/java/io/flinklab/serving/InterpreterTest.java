package io.flinklab.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpreterTest {
    private static final Example ANNA = Customers.annaWithThreeProducts();

    @ParameterizedTest
    @CsvSource({"18, 0", "29.999, 0", "30, 1", "59, 1", "60, 2", "90, 2", "17.9, 3", "90.1, 3"})
    void shouldFindTheIntervalWithTheLastOneClosedAndOutsideAfterIt(double age, double interval) {
        FittedStage bucketizer =
                new FittedStage.Bucketizer(
                        List.of("Age"),
                        List.of("bin"),
                        List.of(List.of(18.0, 30.0, 60.0, 90.0)),
                        UnseenCategory.KEEP);

        assertThat(features(Customers.from("Spain", "Male", age), 1, "bin", bucketizer))
                .containsExactly(interval);
    }

    @Test
    void shouldSkipOrRefuseAValueOutsideAllIntervals() {
        Example child = Customers.from("Spain", "Male", 3);

        assertThat(margin(binned(UnseenCategory.SKIP), child)).isEmpty();
        assertThatThrownBy(() -> margin(binned(UnseenCategory.ERROR), child))
                .isInstanceOf(UnseenCategoryException.class)
                .hasMessageContainingAll("Age", "[18.0, 60.0]", "3.0");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.001, 1"})
    void shouldTellGreaterThanTheThresholdFromTheThreshold(double balance, double above) {
        FittedStage binarizer =
                new FittedStage.Binarizer(List.of("Balance"), List.of("above"), List.of(0.0));

        assertThat(features(Customers.withBalanceAndProducts(balance, 1), 1, "above", binarizer))
                .containsExactly(above);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0, 0", "2, 0, 0, 1", "3, 0, 0, 0"})
    void shouldEncodeAnIndexAndGiveZerosForTheFirstPastTheEnd(
            double products, double first, double second, double third) {
        FittedStage encoder =
                new FittedStage.OneHotEncoder(List.of("NumOfProducts"), List.of("v"), List.of(3));

        assertThat(features(Customers.withBalanceAndProducts(0, products), 3, "v", encoder))
                .containsExactly(first, second, third);
    }

    @Test
    void shouldExpandInTheOrderOfFlinkMl() {
        assertThat(features(ANNA, 9, "p", tenureAgeProducts(), expansion(2)))
                .containsExactly(2, 4, 42, 84, 1764, 3, 6, 126, 9);
    }

    @Test
    void shouldInteractWithTheLastInputVaryingFastest() {
        FittedStage interaction =
                new FittedStage.Interaction(List.of("joined", "Tenure", "joined"), "i");

        assertThat(features(ANNA, 9, "i", tenureAgeProducts(), interaction))
                .containsExactly(8, 168, 12, 168, 3528, 252, 12, 252, 18);
    }

    @Test
    void shouldScaleToZeroWhereNothingVaries() {
        FittedStage scaler =
                new FittedStage.StandardScaler(
                        "joined", "s", List.of(1.0, 40.0, 3.0), List.of(2.0, 0.0, 1.0), true, true);

        assertThat(features(ANNA, 3, "s", tenureAgeProducts(), scaler)).containsExactly(0.5, 0, 0);
    }

    @Test
    void shouldScaleOnlyByWhatItIsToldTo() {
        List<Double> mean = List.of(1.0, 40.0, 3.0);
        List<Double> std = List.of(2.0, 4.0, 1.0);
        FittedStage centred = new FittedStage.StandardScaler("joined", "s", mean, std, true, false);
        FittedStage divided = new FittedStage.StandardScaler("joined", "s", mean, std, false, true);

        assertThat(features(ANNA, 3, "s", tenureAgeProducts(), centred)).containsExactly(1, 2, 0);
        assertThat(features(ANNA, 3, "s", tenureAgeProducts(), divided))
                .containsExactly(1, 10.5, 3);
    }

    @Test
    void shouldRefuseStagesThatDoNotFitTogether() {
        refused("CreditScore", new FittedStage.VectorAssembler(List.of("Score"), List.of(1), "v"));
        refused(
                "Geography",
                new FittedStage.VectorAssembler(List.of("Geography"), List.of(1), "v"));
        refused("2", new FittedStage.VectorAssembler(List.of("Age"), List.of(2), "v"));
        refused("vector", expansionOf("Age"));
        refused("twice", new FittedStage.Binarizer(List.of("Age"), List.of("Age"), List.of(1.0)));
    }

    private static void refused(String part, FittedStage stage) {
        FittedPipeline pipeline =
                SamplePipelines.of(
                        stage, new FittedStage.LogisticRegression("v", List.of(1.0), 0, 0));

        assertThatThrownBy(() -> Interpreter.of(Churn.SCHEMA, pipeline))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    /** The values of a column, each read off by a classifier that has one coefficient of 1. */
    private static double[] features(
            Example customer, int size, String column, FittedStage... stages) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            List<Double> coefficients = new ArrayList<>(Collections.nCopies(size, 0.0));
            coefficients.set(i, 1.0);
            List<FittedStage> all = new ArrayList<>(List.of(stages));
            all.add(new FittedStage.VectorAssembler(List.of(column), List.of(size), "all"));
            all.add(new FittedStage.LogisticRegression("all", coefficients, 0, 0.5));
            values[i] = margin(new FittedPipeline(all), customer).orElseThrow();
        }
        return values;
    }

    /** (2, 42, 3) for Anna. */
    private static FittedStage tenureAgeProducts() {
        return new FittedStage.VectorAssembler(
                List.of("Tenure", "Age", "NumOfProducts"), List.of(1, 1, 1), "joined");
    }

    private static FittedPipeline binned(UnseenCategory unseen) {
        return SamplePipelines.of(
                new FittedStage.Bucketizer(
                        List.of("Age"), List.of("bin"), List.of(List.of(18.0, 60.0)), unseen),
                new FittedStage.VectorAssembler(List.of("bin"), List.of(1), "features"),
                SamplePipelines.classifier(1));
    }

    private static FittedStage expansion(int degree) {
        return new FittedStage.PolynomialExpansion("joined", "p", degree);
    }

    private static FittedStage expansionOf(String column) {
        return new FittedStage.PolynomialExpansion(column, "v", 2);
    }

    private static OptionalDouble margin(FittedPipeline pipeline, Example customer) {
        return Interpreter.of(Churn.SCHEMA, pipeline)
                .margin(Customers.numbers(customer), Customers.texts(customer));
    }
}
