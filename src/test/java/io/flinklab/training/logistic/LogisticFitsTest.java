package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.training.TrainingException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogisticFitsTest {
    private static final double[][] FEATURES = {
        {1, 0, .5}, {0, 2, -1}, {1, 1, 3}, {0, 0, 1}, {1, 3, 0}, {0, 1, 2}, {1, 0, 0}
    };
    private static final double[] LABELS = {1, 0, 1, 0, 0, 1, 1};

    @Test
    void shouldGiveTheBytesOfATrainingOfItsOwnEachTime() {
        LogisticFits fits = rows();
        List<WeightedRow> rows =
                Arrays.stream(new int[] {0, 1, 2, 3, 4, 5, 6})
                        .mapToObj(i -> WeightedRow.of(FEATURES[i], LABELS[i], 1))
                        .toList();

        for (double reg : new double[] {10, .1, 1, .1}) {
            assertThat(fits.fit(estimator(reg)))
                    .usingRecursiveComparison()
                    .isEqualTo(PlainTraining.train(rows, PlainTraining.settings(reg)));
        }
        assertThat(fits.fit(estimator(1).setFitIntercept(false)).intercept).isZero();
    }

    @Test
    void shouldScoreARow() {
        LogisticModelData model = rows().fit(estimator(1));

        double[] b = model.coefficients;
        double logOdds = model.intercept + 2 * b[0] - b[1] + .25 * b[2];
        assertThat(model.score(WeightedRow.of(new double[] {2, -1, .25}, 0, 1)))
                .isCloseTo(1 / (1 + Math.exp(-logOdds)), within(1e-15));
    }

    @Test
    void shouldRefuseRowsThatHaveNoModelAndTrainOnOthersAfterwards() {
        LogisticFits fits = new LogisticFits();
        fits.add(WeightedRow.of(FEATURES[0], 1, 1));

        assertThatThrownBy(() -> fits.fit(estimator(1)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("both labels");
        assertThatThrownBy(() -> fits.add(WeightedRow.of(new double[] {1, Double.NaN, 0}, 0, 1)))
                .hasMessage("Feature 1: expected a finite number; found NaN.");
        fits.add(WeightedRow.of(FEATURES[1], 0, 1));
        assertThat(fits.fit(estimator(1)).converged).isTrue();
    }

    private static LogisticFits rows() {
        LogisticFits fits = new LogisticFits();
        for (int i = 0; i < LABELS.length; i++) {
            fits.add(WeightedRow.of(FEATURES[i], LABELS[i], 1));
        }
        return fits;
    }

    private static PenalizedLogisticRegression estimator(double reg) {
        return new PenalizedLogisticRegression().setReg(reg);
    }
}
