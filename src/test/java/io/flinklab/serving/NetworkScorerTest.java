package io.flinklab.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.FittedStage;
import io.flinklab.features.UnseenCategory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network in plain Java. */
class NetworkScorerTest {

    /** Neurons: max(0, age - 40), max(0, 40 - age); margin: 0.1 of the first - 0.2 of the other. */
    @ParameterizedTest
    @CsvSource({"40, 0", "50, 1", "30, -2", "18, -4.4"})
    void shouldRectifyBetweenTheLayersAndNotBehindThem(double age, double margin) {
        assertThat(Scorer.of(Churn.SCHEMA, network(UnseenCategory.KEEP)).score(spaniard(age)))
                .isCloseTo(1 / (1 + Math.exp(-margin)), within(1e-15));
    }

    @Test
    void shouldScoreManyAsItScoresOne() {
        Scorer scorer = Scorer.of(Churn.SCHEMA, network(UnseenCategory.KEEP));

        assertThat(scorer.score(List.of(spaniard(30), spaniard(50))).get(1))
                .isEqualTo(scorer.score(spaniard(50)));
        assertThat(scorer.predict(spaniard(50)))
                .contains(new Prediction(scorer.score(spaniard(50)), 1));
    }

    @Test
    void shouldTreatAnUnseenCategoryAsTheStagesSay() {
        Example stranger = Customers.from("Elsewhere", "Male", 50);

        assertThat(Scorer.of(Churn.SCHEMA, network(UnseenCategory.SKIP)).predict(stranger))
                .isEmpty();
        assertThatThrownBy(
                        () ->
                                Scorer.of(Churn.SCHEMA, network(UnseenCategory.ERROR))
                                        .score(stranger))
                .isInstanceOf(UnseenCategoryException.class);
    }

    @Test
    void shouldRefuseANumberThatIsNotFinite() {
        Scorer scorer = Scorer.of(Churn.SCHEMA, network(UnseenCategory.KEEP));

        assertThatThrownBy(() -> scorer.score(spaniard(Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Age");
    }

    @Test
    void shouldRefuseLayersOfAnotherWidthThanTheFeatures() {
        FittedNetwork network = network(UnseenCategory.KEEP);
        FittedNetwork wide =
                new FittedNetwork(
                        network.stages(),
                        "features",
                        List.of(new FittedNetwork.Layer(List.of(List.of(1., 2., 3.)), List.of(0.))),
                        0.5);

        assertThatThrownBy(() -> Scorer.of(Churn.SCHEMA, wide))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("features has 2 elements here; found values for 3");
    }

    private static Example spaniard(double age) {
        return Customers.from("Spain", "Male", age);
    }

    private static FittedNetwork network(UnseenCategory unseen) {
        return new FittedNetwork(
                List.of(
                        new FittedStage.StringIndexer(
                                List.of("Geography"),
                                List.of("GeographyIndex"),
                                List.of(List.of("France", "Spain")),
                                unseen),
                        new FittedStage.VectorAssembler(
                                List.of("Age", "GeographyIndex"), List.of(1, 1), "features")),
                "features",
                List.of(
                        new FittedNetwork.Layer(
                                List.of(List.of(1., 10.), List.of(-1., -10.)), List.of(-50., 50.)),
                        new FittedNetwork.Layer(List.of(List.of(.1, -.2)), List.of(0.))),
                0.5);
    }
}
