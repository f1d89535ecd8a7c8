package io.flinklab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
    private static final double[] LABELS = {1, 0, 1, 0, 0};
    private static final double[] SCORES = {0.9, 0.6, 0.4, 0.3, 0.1};

    @Test
    void shouldMeasureFiveRowsAsByHand() {
        Evaluation evaluation = Evaluation.of(LABELS, SCORES);

        assertThat(evaluation.rows()).isEqualTo(5);
        assertThat(evaluation.positives()).isEqualTo(2);
        assertThat(evaluation.correct()).isEqualTo(3);
        assertThat(evaluation.confusion()).isEqualTo(new Confusion(1, 1, 2, 1));
        assertThat(evaluation.accuracy()).isEqualTo(0.6);
        assertThat(evaluation.precision()).isEqualTo(0.5);
        assertThat(evaluation.recall()).isEqualTo(0.5);
        assertThat(evaluation.f1()).isEqualTo(0.5);
        assertThat(evaluation.mcc()).isCloseTo(1 / 6.0, within(1e-15));
        assertThat(evaluation.auroc()).isCloseTo(5 / 6.0, within(1e-15));
        assertThat(evaluation.brier()).isCloseTo(0.83 / 5, within(1e-15));
    }

    @Test
    void shouldGiveTheBaseRateItsTextbookFigures() {
        double share = 0.4;

        Evaluation nobodyKnows =
                Evaluation.of(LABELS, new double[] {share, share, share, share, share});

        assertThat(nobodyKnows.auroc()).isEqualTo(0.5);
        assertThat(nobodyKnows.averagePrecision()).isEqualTo(share);
        assertThat(nobodyKnows.ks()).isZero();
        assertThat(nobodyKnows.brier()).isCloseTo(share * (1 - share), within(1e-15));
        assertThat(nobodyKnows.logLoss())
                .isCloseTo(
                        -share * Math.log(share) - (1 - share) * Math.log(1 - share),
                        within(1e-15));
        assertThat(nobodyKnows.calibrationError()).isCloseTo(0, within(1e-15));
    }

    @Test
    void shouldPredictOneFromTheThresholdOn() {
        assertThat(Evaluation.of(LABELS, SCORES, 0.4).correct()).isEqualTo(4);
        assertThat(Evaluation.of(LABELS, SCORES, Math.nextUp(0.4)).correct()).isEqualTo(3);
    }

    @Test
    void shouldLetRowsOfWeightZeroChangeOnlyTheCounts() {
        double[] labels = {1, 0, 1, 0, 0, 1, 0};
        double[] scores = {0.9, 0.6, 0.4, 0.3, 0.1, 1, 0.95};
        double[] weights = {1, 1, 1, 1, 1, 0, 0};

        Evaluation evaluation = Evaluation.of(labels, scores, weights);

        Evaluation without = Evaluation.of(LABELS, SCORES);
        assertThat(evaluation.rows()).isEqualTo(7);
        assertThat(evaluation.positives()).isEqualTo(3);
        assertThat(evaluation.correct()).isEqualTo(4);
        assertThat(evaluation)
                .usingRecursiveComparison()
                .ignoringFields("rows", "positives", "correct")
                .isEqualTo(without);
    }

    @Test
    void shouldNotChangeWhenAllWeightsDouble() {
        double[] twos = {2, 2, 2, 2, 2};

        assertThat(Evaluation.of(LABELS, SCORES, twos))
                .usingRecursiveComparison()
                .ignoringFields("weight", "positiveWeight", "confusion")
                .isEqualTo(Evaluation.of(LABELS, SCORES));
    }

    @Test
    void shouldNameItsMetricsInAFixedOrder() {
        assertThat(Evaluation.of(LABELS, SCORES).toMap().keySet())
                .containsExactly(
                        "rows",
                        "positives",
                        "correct",
                        "accuracy",
                        "auroc",
                        "averagePrecision",
                        "areaUnderPr",
                        "ks",
                        "lorenz",
                        "logLoss",
                        "brier",
                        "calibrationError",
                        "threshold",
                        "truePositives",
                        "falsePositives",
                        "trueNegatives",
                        "falseNegatives",
                        "precision",
                        "recall",
                        "f1",
                        "mcc");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void shouldSayThatRankingIsUndefinedWhenAClassIsMissing(double onlyLabel) {
        double[] labels = {onlyLabel, onlyLabel};

        Evaluation evaluation = Evaluation.of(labels, new double[] {0.2, 0.8});

        assertThat(evaluation.hasBothClasses()).isFalse();
        assertThat(evaluation.auroc()).isNaN();
        assertThat(evaluation.accuracy()).isEqualTo(0.5);
        assertThat(evaluation.toMap())
                .containsEntry("auroc", null)
                .containsEntry("averagePrecision", null)
                .containsEntry("areaUnderPr", null)
                .containsEntry("ks", null)
                .containsEntry("lorenz", null)
                .containsEntry("mcc", null);
        assertThat(evaluation.toMap().values()).filteredOn(value -> value == null).hasSize(6);
    }

    @Test
    void shouldTreatAClassWithoutWeightAsMissing() {
        Evaluation evaluation = Evaluation.of(LABELS, SCORES, new double[] {0, 1, 0, 1, 1});

        assertThat(evaluation.hasBothClasses()).isFalse();
        assertThat(evaluation.positives()).isEqualTo(2);
        assertThat(evaluation.recall()).isZero();
    }

    @Test
    void shouldEvaluateOneRow() {
        Evaluation evaluation = Evaluation.of(new double[] {1}, new double[] {0.25});

        assertThat(evaluation.logLoss()).isEqualTo(Math.log(4));
        assertThat(evaluation.calibrationError()).isEqualTo(0.75);
    }

    @Test
    void shouldKeepTheLossOfASureAndWrongScoreFinite() {
        Evaluation evaluation = Evaluation.of(new double[] {1, 0}, new double[] {0, 1});

        assertThat(evaluation.logLoss()).isCloseTo(52 * Math.log(2), within(1e-12));
        assertThat(evaluation.brier()).isEqualTo(1);
    }

    @Test
    void shouldCallPrecisionZeroWhenNobodyIsPredicted() {
        Evaluation nobody = Evaluation.of(LABELS, SCORES, Double.POSITIVE_INFINITY);

        assertThat(nobody.precision()).isZero();
        assertThat(nobody.f1()).isZero();
        assertThat(nobody.mcc()).isZero();
        assertThat(nobody.accuracy()).isEqualTo(0.6);
        assertThat(nobody.toMap()).containsEntry("threshold", null);
    }

    @Test
    void shouldNotBeChangedByItsInputsLater() {
        double[] scores = SCORES.clone();
        Curves curves = Curves.of(LABELS, scores);

        scores[0] = 0;

        assertThat(curves.roc()).isEqualTo(Curves.of(LABELS, SCORES).roc());
    }

    @Test
    void shouldRefuseNoRows() {
        assertRefused(new double[0], new double[0], new double[0], "expected 1 row or more");
    }

    @Test
    void shouldRefuseUnequalLengths() {
        assertRefused(
                LABELS,
                new double[] {0.5},
                new double[] {1, 1},
                "found 5 labels, 1 scores, 2 weights");
        assertRefused(
                LABELS, SCORES, new double[] {1, 1, 1, 1, 1, 1}, "5 labels, 5 scores, 6 weights");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.001, 1.001, Double.POSITIVE_INFINITY})
    void shouldRefuseAScoreThatIsNoProbability(double score) {
        assertRefused(
                new double[] {1, 0},
                new double[] {0.5, score},
                new double[] {1, 1},
                "A score is a probability from 0 to 1; found " + score + " in row 1.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1, 2, 0.5})
    void shouldRefuseALabelThatIsNotZeroOrOne(double label) {
        assertRefused(
                new double[] {1, label},
                new double[] {0.5, 0.5},
                new double[] {1, 1},
                "A label is 0 or 1; found " + label + " in row 1.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1, Double.POSITIVE_INFINITY})
    void shouldRefuseAWeightThatIsNegativeOrNotFinite(double weight) {
        assertRefused(
                new double[] {1, 0},
                new double[] {0.5, 0.5},
                new double[] {1, weight},
                "A weight is a finite number from 0; found " + weight + " in row 1.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-200, 1e200})
    void shouldRefuseWeightsWhoseSumIsUseless(double weight) {
        assertRefused(
                new double[] {1, 0},
                new double[] {0.5, 0.5},
                new double[] {weight, weight},
                "The weights add up to " + 2 * weight);
    }

    @Test
    void shouldRefuseAThresholdThatIsNotANumber() {
        assertThatThrownBy(() -> Evaluation.of(LABELS, SCORES, Double.NaN))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("The threshold is a number; found NaN.");
    }

    private static void assertRefused(
            double[] labels, double[] scores, double[] weights, String reason) {
        assertThatThrownBy(() -> Evaluation.of(labels, scores, weights))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining(reason);
    }
}
