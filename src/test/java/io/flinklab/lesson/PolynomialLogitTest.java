package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolynomialLogitTest {
    private static final double[] AGES =
            new Random(5).doubles(2000, 18, 90).map(Math::floor).toArray();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4})
    void shouldBeTheOptimumWhereTheLikelihoodHasNoSlope(int degree) {
        double[] labels = peakAt55();

        PolynomialLogit curve = PolynomialLogit.fit(AGES, labels, degree);

        for (int power = 0; power <= degree; power++) {
            double slope = 0;
            for (int i = 0; i < AGES.length; i++) {
                slope += (labels[i] - curve.at(AGES[i])) * Math.pow((AGES[i] - 54) / 36, power);
            }
            assertThat(slope).isCloseTo(0, within(1e-7));
        }
    }

    @Test
    void shouldGiveTheShareOfAllAtDegreeZero() {
        double[] labels = {0, 0, 1, 0};

        assertThat(PolynomialLogit.fit(new double[] {1, 2, 3, 4}, labels, 0).at(9))
                .isCloseTo(0.25, within(1e-12));
    }

    @Test
    void shouldGoThroughTheSharesOfTwoGroups() {
        double[] x = {0, 0, 0, 0, 10, 10, 10, 10};
        double[] labels = {0, 0, 0, 1, 0, 0, 1, 1};

        PolynomialLogit curve = PolynomialLogit.fit(x, labels, 1);

        assertThat(curve.at(new double[] {0, 10}))
                .containsExactly(new double[] {.25, .5}, within(1e-12));
    }

    @Test
    void shouldRiseAndFallOnlyWithHigherPowers() {
        double[] labels = peakAt55();

        PolynomialLogit line = PolynomialLogit.fit(AGES, labels, 1);
        PolynomialLogit curve = PolynomialLogit.fit(AGES, labels, 2);

        assertThat(Math.signum(line.at(40) - line.at(20)))
                .isEqualTo(Math.signum(line.at(85) - line.at(60)));
        assertThat(curve.at(55)).isGreaterThan(curve.at(25)).isGreaterThan(curve.at(85));
    }

    @Test
    void shouldStayFiniteWhereTheLabelsLeaveNoDoubt() {
        PolynomialLogit curve =
                PolynomialLogit.fit(new double[] {1, 2, 3, 4}, new double[] {0, 0, 1, 1}, 1);

        assertThat(curve.at(1)).isBetween(0.0, 0.01);
        assertThat(curve.at(4)).isBetween(0.99, 1.0);
    }

    @Test
    void shouldRefuseTooFewPositions() {
        double[] same = {5, 5, 5};

        assertThatThrownBy(() -> PolynomialLogit.fit(same, new double[] {0, 1, 0}, 1))
                .hasMessageContaining("more than 1 different x");
        assertThatThrownBy(() -> PolynomialLogit.fit(AGES, same, 1))
                .hasMessageContaining("found 3 and 2000");
    }

    private static double[] peakAt55() {
        Random random = new Random(6);
        return Arrays.stream(AGES)
                .map(age -> random.nextDouble() < 0.6 - Math.abs(age - 55) / 70 ? 1 : 0)
                .toArray();
    }
}
