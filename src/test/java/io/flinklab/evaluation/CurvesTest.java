package io.flinklab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CurvesTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final double[] LABELS = {1, 0, 1, 0};
    private static final double[] SCORES = {0.9, 0.5, 0.5, 0.1};

    @Test
    void shouldHaveTheAreasThatTheEvaluationSays() {
        RandomRows.cases(300)
                .forEach(
                        rows -> {
                            Ranking ranking = rows.evaluate().ranking();

                            Curves curves = Curves.of(rows.labels(), rows.scores(), rows.weights());

                            assertThat(curves.roc().area()).isCloseTo(ranking.auroc(), EXACT);
                            assertThat(curves.precisionRecall().area())
                                    .isCloseTo(ranking.areaUnderPr(), EXACT);
                            assertThat(curves.precisionRecall().areaOfSteps())
                                    .isCloseTo(ranking.averagePrecision(), EXACT);
                            assertThat(curves.lorenz().area()).isCloseTo(ranking.lorenz(), EXACT);
                            assertThat(curves.calibration().expectedError())
                                    .isEqualTo(rows.evaluate().calibrationError());
                        });
    }

    @Test
    void shouldMakeOnePointOfTiedRows() {
        assertThat(Curves.of(LABELS, SCORES).roc().points())
                .containsExactly(
                        new Curve.Point(0, 0, Double.POSITIVE_INFINITY),
                        new Curve.Point(0, 0.5, 0.9),
                        new Curve.Point(0.5, 1, 0.5),
                        new Curve.Point(1, 1, 0.1));
    }

    @Test
    void shouldStartPrecisionRecallAtPrecisionOne() {
        assertThat(Curves.of(LABELS, SCORES).precisionRecall().points())
                .containsExactly(
                        new Curve.Point(0, 1, Double.POSITIVE_INFINITY),
                        new Curve.Point(0.5, 1, 0.9),
                        new Curve.Point(1, 2 / 3.0, 0.5),
                        new Curve.Point(1, 0.5, 0.1));
    }

    @Test
    void shouldSayHowManyPositivesTheFirstRowsHold() {
        Curve gain = Curves.of(LABELS, SCORES).cumulativeGain();

        assertThat(gain.x()).containsExactly(0, 0.25, 0.75, 1);
        assertThat(gain.y()).containsExactly(0, 0.5, 1, 1);
    }

    @Test
    void shouldLiftToOneOverTheShareOfPositivesAndEndAtOne() {
        Curve lift = Curves.of(LABELS, SCORES).lift();

        assertThat(lift.x()).containsExactly(0.25, 0.75, 1);
        assertThat(lift.y()).containsExactly(2, 4 / 3.0, 1);
    }

    @Test
    void shouldRefuseACurveOfOneClassButDrawItsCalibration() {
        Curves curves = Curves.of(new double[] {0, 0}, new double[] {0.2, 0.4});

        assertThatThrownBy(curves::roc)
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("found weight 0.0 of label 1 and 2.0 of label 0");
        assertThat(curves.calibration().bins()).hasSize(2);
    }

    @Test
    void shouldPutABorderIntoTheBinBelowIt() {
        double[] borders = {0, 0.5, 1};

        assertThat(Curves.of(new double[] {0, 1, 1}, borders).calibration(2).bins())
                .containsExactly(
                        new Calibration.Bin(0, 0.5, 0.25, 0.5, 2, 2),
                        new Calibration.Bin(0.5, 1, 1, 1, 1, 1));
    }

    @Test
    void shouldMeanAndShareByWeightInABin() {
        double[] weights = {3, 1, 0};

        Calibration.Bin bin =
                Curves.of(new double[] {1, 0, 1}, new double[] {0.2, 0.6, 0.9}, weights)
                        .calibration(1)
                        .bins()
                        .get(0);

        assertThat(bin.meanScore()).isCloseTo(0.3, EXACT);
        assertThat(bin.observedShare()).isEqualTo(0.75);
        assertThat(bin.gap()).isCloseTo(0.45, EXACT);
    }

    @Test
    void shouldRefuseNoBins() {
        assertThatThrownBy(() -> Curves.of(LABELS, SCORES).calibration(0))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("Calibration needs 1 bin or more; found 0.");
    }
}
