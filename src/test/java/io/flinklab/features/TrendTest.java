package io.flinklab.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrendTest {
    private static final double[] X = {18, 25, 40, 61, 92};

    @Test
    void shouldFindTheLineThatPointsLieOn() {
        double[] y = {1 + 18 / 2.0, 1 + 25 / 2.0, 1 + 40 / 2.0, 1 + 61 / 2.0, 1 + 92 / 2.0};

        Trend line = Trend.fit(X, y, 1);

        assertThat(line.at(X)).containsExactly(y, within(1e-12));
        assertThat(line.at(100)).isCloseTo(51, within(1e-12));
    }

    @Test
    void shouldFindTheParabolaThatPointsLieOn() {
        double[] y = new double[X.length];
        for (int i = 0; i < X.length; i++) {
            y[i] = 3 - 2 * X[i] + 0.25 * X[i] * X[i];
        }

        Trend parabola = Trend.fit(X, y, 2);

        assertThat(parabola.at(X)).containsExactly(y, within(1e-9));
        assertThat(parabola.at(2)).isCloseTo(0, within(1e-9));
    }

    @Test
    void shouldLeaveTheSmallestSumOfSquares() {
        Trend line = Trend.fit(new double[] {0, 1, 2, 3}, new double[] {0, 1, 0, 1}, 1);

        // By hand: slope 0.2, height 0.5 in the middle.
        assertThat(line.at(0)).isCloseTo(0.2, within(1e-12));
        assertThat(line.at(3)).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void shouldGiveTheMeanAtDegreeZero() {
        assertThat(Trend.fit(X, new double[] {1, 2, 3, 4, 5}, 0).at(7)).isEqualTo(3);
    }

    @Test
    void shouldRefuseTooFewPositions() {
        double[] same = {5, 5, 5};

        assertThatThrownBy(() -> Trend.fit(same, same, 1))
                .hasMessageContaining("more than 1 different x");
        assertThatThrownBy(() -> Trend.fit(X, same, 1)).hasMessageContaining("found 5 x, 3 y");
    }
}
