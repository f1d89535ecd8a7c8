package io.flinklab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdCostTest {
    private static final double[] LABELS = {1, 0, 1, 0, 0};
    private static final double[] SCORES = {0.9, 0.6, 0.4, 0.3, 0.1};

    @Test
    void shouldCostWhatTheDefinitionSaysAtEveryThreshold() {
        ThresholdCost costs = new ThresholdCost(5, 2);
        RandomRows.cases(200)
                .forEach(
                        rows -> {
                            BruteForce expected = new BruteForce(rows);

                            for (ThresholdCost.Expected point :
                                    costs.curve(rows.labels(), rows.scores(), rows.weights())) {
                                assertThat(point.cost())
                                        .isCloseTo(
                                                expected.cost(point.threshold(), 5, 2),
                                                within(1e-12));
                                assertThat(costs.of(rows.evaluate(point.threshold())))
                                        .isCloseTo(point.cost(), within(1e-12));
                            }
                        });
    }

    @Test
    void shouldFindACheapestThreshold() {
        ThresholdCost costs = new ThresholdCost(3, 1);
        RandomRows.cases(200)
                .forEach(
                        rows -> {
                            ThresholdCost.Expected best =
                                    costs.best(rows.labels(), rows.scores(), rows.weights());

                            for (double t = 0; t <= 1.01; t += 0.01) {
                                assertThat(costs.of(rows.evaluate(t)))
                                        .isGreaterThanOrEqualTo(best.cost() - 1e-12);
                            }
                        });
    }

    @Test
    void shouldLowerTheThresholdWhenAFalseNegativeCostsMore() {
        assertThat(new ThresholdCost(1.5, 1).best(LABELS, SCORES))
                .isEqualTo(new ThresholdCost.Expected(0.4, 0.2, 0.6));
        assertThat(new ThresholdCost(0.5, 1).best(LABELS, SCORES))
                .isEqualTo(new ThresholdCost.Expected(0.9, 0.1, 0.2));
    }

    @Test
    void shouldPredictNoPositiveWhenThatIsAsCheap() {
        ThresholdCost.Expected best = new ThresholdCost(0, 1).best(LABELS, SCORES);

        assertThat(best).isEqualTo(new ThresholdCost.Expected(Double.POSITIVE_INFINITY, 0, 0));
    }

    @Test
    void shouldKnowTheThresholdOfCalibratedScores() {
        assertThat(new ThresholdCost(9, 1).calibratedThreshold()).isEqualTo(0.1);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "NaN, 1", "1, Infinity", "0, 0"})
    void shouldRefuseCostsWithoutMeaning(double falseNegative, double falsePositive) {
        assertThatThrownBy(() -> new ThresholdCost(falseNegative, falsePositive))
                .isInstanceOf(EvaluationException.class);
    }

    @Test
    void shouldDrawTheCostByRisingThresholdWithoutInfinity() {
        Curve curve =
                new ThresholdCost(5, 1)
                        .byThreshold(new double[] {1, 0, 1}, new double[] {.9, .5, .2});

        assertThat(curve.x()).containsExactly(.2, .5, .9);
        assertThat(curve.y()).containsExactly(1 / 3.0, 6 / 3.0, 5 / 3.0);
    }

    @Test
    void shouldTellWhatADecisionCostsAndHowManyItPredictsPositive() {
        Evaluation evaluation =
                Evaluation.of(new double[] {1, 0, 1, 0}, new double[] {.9, .6, .2, .1}, .5);

        ThresholdCost.Expected expected = new ThresholdCost(5, 1).expected(evaluation);

        assertThat(expected).isEqualTo(new ThresholdCost.Expected(.5, 6 / 4.0, .5));
    }
}
