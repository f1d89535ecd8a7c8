package io.flinklab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void shouldCountATieOneHalf() {
        double[] labels = {1, 0, 1, 0};
        double[] oneTie = {0.9, 0.5, 0.5, 0.1};

        // Of four pairs three are won and one is tied.
        assertThat(Ranking.of(labels, oneTie).auroc()).isEqualTo(0.875);
    }

    @Test
    void shouldGiveAllRowsOneStepWhenEveryScoreIsTied() {
        double[] labels = {1, 0, 0, 0};

        Ranking ranking = Ranking.of(labels, new double[] {0.3, 0.3, 0.3, 0.3});

        assertThat(ranking).isEqualTo(new Ranking(0.5, 0.25, 0.625, 0, 0.5));
    }

    @Test
    void shouldEqualTheDefinitionsOnManySmallCases() {
        RandomRows.cases(600)
                .forEach(
                        rows -> {
                            BruteForce expected = new BruteForce(rows);

                            Ranking found = rows.evaluate().ranking();

                            assertThat(found.auroc()).isCloseTo(expected.auroc(), EXACT);
                            assertThat(found.averagePrecision())
                                    .isCloseTo(expected.averagePrecision(), EXACT);
                            assertThat(found.areaUnderPr())
                                    .isCloseTo(expected.areaUnderPr(), EXACT);
                            assertThat(found.ks()).isCloseTo(expected.ks(), EXACT);
                            assertThat(found.lorenz()).isCloseTo(expected.lorenz(), EXACT);
                        });
    }

    @Test
    void shouldNotDependOnTheOrderOfRowsToTheLastBit() {
        RandomRows.cases(200)
                .forEach(
                        rows -> assertThat(rows.shuffled(7).evaluate()).isEqualTo(rows.evaluate()));
    }

    @Test
    void shouldNotChangeWhenScoresChangeButTheirOrderDoesNot() {
        RandomRows.cases(200)
                .forEach(
                        rows -> {
                            double[] logits =
                                    Arrays.stream(rows.scores())
                                            .map(p -> Math.log(0.1 + p) * 100 - 7)
                                            .toArray();

                            Ranking ofLogits = Ranking.of(rows.labels(), logits, rows.weights());

                            assertThat(ofLogits).isEqualTo(rows.evaluate().ranking());
                        });
    }

    @Test
    void shouldTakeAWeightOfTwoForARowThatComesTwice() {
        double[] labels = {1, 0, 1, 0};
        double[] scores = {0.9, 0.5, 0.5, 0.1};
        double[] weights = {1, 2, 0, 1};

        Ranking weighted = Ranking.of(labels, scores, weights);

        assertThat(weighted)
                .isEqualTo(
                        Ranking.of(new double[] {1, 0, 0, 0}, new double[] {0.9, 0.5, 0.5, 0.1}));
    }

    @Test
    void shouldTieMinusZeroWithZero() {
        double[] labels = {1, 0};

        assertThat(Ranking.of(labels, new double[] {0.0, -0.0}).auroc()).isEqualTo(0.5);
    }

    @Test
    void shouldRankInfiniteScoresButRefuseNaN() {
        double[] labels = {1, 0};
        double[] infinite = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double[] notANumber = {0.5, Double.NaN};

        assertThat(Ranking.of(labels, infinite).auroc()).isEqualTo(1);
        assertThatThrownBy(() -> Ranking.of(labels, notANumber))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("A score is a number; found NaN in row 1.");
    }

    @Test
    void shouldSurviveVerySmallAndVeryLargeWeights() {
        double[] labels = {1, 0, 1, 0};
        double[] scores = {0.9, 0.5, 0.5, 0.1};

        for (double scale : new double[] {1e-99, 1e99}) {
            double[] weights = {scale, scale, scale, scale};

            assertThat(Ranking.of(labels, scores, weights).auroc()).isCloseTo(0.875, EXACT);
            assertThat(Evaluation.of(labels, scores, weights).mcc())
                    .isCloseTo(Evaluation.of(labels, scores).mcc(), EXACT);
        }
    }
}
