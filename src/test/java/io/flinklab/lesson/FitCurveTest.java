package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FitCurveTest {
    private static final FeatureVectors ROWS = SyntheticVectors.of(500, 6, 1);
    private static final FeatureVectors TRAIN = ROWS.slice(0, 300);
    private static final FeatureVectors VALIDATION = ROWS.slice(300, 500);

    @Test
    void shouldFitTheTrainingRowsTheWorseTheStrongerThePenalty() {
        FitCurve curve = FitCurve.overPenalties(TRAIN, VALIDATION, 0.01, 1, 100, 10_000);

        assertThat(curve.x()).containsExactly(-2, 0, 2, 4);
        assertThat(curve.training()).isSorted();
        assertThat(curve.validation()).hasSize(4);
    }

    @Test
    void shouldTrainOnTheFirstRowsAlone() {
        FitCurve curve = FitCurve.overRows(TRAIN, VALIDATION, 1, 100, 300);

        LogisticModel first = new ElasticNet(1.0 / 100, 0, true).fit(TRAIN.slice(0, 100));
        assertThat(curve.x()).containsExactly(100, 300);
        assertThat(curve.training()[0]).isEqualTo(first.logLoss(TRAIN.slice(0, 100)));
        assertThat(curve.validation()[0]).isEqualTo(first.logLoss(VALIDATION));
    }

    @Test
    void shouldFindTheBestByTheValidationRows() {
        FitCurve curve =
                new FitCurve(
                        new double[] {-1, 0, 1},
                        new double[] {.1, .2, .3},
                        new double[] {.5, .3, .4});

        assertThat(curve.best()).isZero();
    }
}
