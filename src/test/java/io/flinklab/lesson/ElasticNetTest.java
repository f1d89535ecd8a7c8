package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticNetTest {
    private static final FeatureVectors ROWS = SyntheticVectors.of(500, 6, 1);

    @ParameterizedTest
    @ValueSource(strings = {"mixed", "noIntercept", "l1", "l2"})
    void shouldEqualScikitLearn(String name) throws Exception {
        GoldenNet golden = GoldenNet.of(name);

        golden.assertEqualTo(golden.solver().fit(ROWS));
    }

    /**
     * The conditions of Karush, Kuhn and Tucker: at the optimum the slope of the smooth part is no
     * larger than the L1 weight where a coefficient is 0, and its opposite elsewhere.
     */
    @ParameterizedTest
    @CsvSource({"0.1, 0.5, false", "0.05, 1, true", "0.001, 0.2, true", "0.01, 0, false"})
    void shouldStopAtTheOptimum(double reg, double elasticNet, boolean intercept) {
        LogisticModel model = new ElasticNet(reg, elasticNet, intercept).fit(ROWS);

        double[] slopes = slopes(model, ROWS);
        for (int j = 0; j < ROWS.width(); j++) {
            double b = model.coefficients()[j];
            double slope = slopes[j + 1] + reg * (1 - elasticNet) * b;
            if (b == 0) {
                assertThat(Math.abs(slope)).isLessThanOrEqualTo(reg * elasticNet);
            } else {
                assertThat(slope).isCloseTo(-reg * elasticNet * Math.signum(b), within(1e-9));
            }
        }
        assertThat(intercept ? slopes[0] : model.intercept()).isCloseTo(0, within(1e-9));
    }

    @Test
    void shouldTakeCoefficientsOutWithAnL1Penalty() {
        assertThat(new ElasticNet(0.2, 1, true).fit(ROWS).coefficients()).contains(0);
        assertThat(new ElasticNet(0.2, 0, true).fit(ROWS).coefficients()).doesNotContain(0);
    }

    @Test
    void shouldNotRunAwayFromRowsThatAPlaneSeparates() {
        FeatureVectors separable =
                new FeatureVectors(
                        new double[][] {{-2, 1}, {-1, 1}, {1, 1}, {2, 1}},
                        new double[] {0, 0, 1, 1});

        LogisticModel model = new ElasticNet(1e-6, 0, true).fit(separable);

        assertThat(model.logLoss(separable)).isLessThan(1e-3);
        assertThat(Arrays.stream(model.coefficients())).allMatch(b -> Math.abs(b) < 1e3);
    }

    @Test
    void shouldRefuseWhatIsOutOfRange() {
        assertThatThrownBy(() -> new ElasticNet(-1, 0, true)).hasMessageContaining("found -1.0");
        assertThatThrownBy(() -> new ElasticNet(1, 1.5, true)).hasMessageContaining("and 1.5");
    }

    /** Of the mean log-loss; the intercept's first. */
    private static double[] slopes(LogisticModel model, FeatureVectors rows) {
        double[] slopes = new double[rows.width() + 1];
        for (int i = 0; i < rows.size(); i++) {
            double error = (model.score(rows.features()[i]) - rows.labels()[i]) / rows.size();
            slopes[0] += error;
            for (int j = 0; j < rows.width(); j++) {
                slopes[j + 1] += error * rows.features()[i][j];
            }
        }
        return slopes;
    }
}
