package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GradientDescentTest {
    private static final FeatureVectors ROWS = SyntheticVectors.of(500, 6, 1);

    @Test
    void shouldStepAgainstTheSlopes() {
        FeatureVectors rows =
                new FeatureVectors(new double[][] {{2, 0}, {4, 1}}, new double[] {0, 1});
        LogisticModel start = new LogisticModel(0, new double[] {0, 0});

        LogisticModel next = new GradientDescent(0.5, 0.1).step(start, rows);

        // Errors are 1/2 and -1/2: the slopes are 0, (1 - 2) / 2 and -1/4.
        assertThat(next.intercept()).isZero();
        assertThat(next.coefficients()).containsExactly(0.25, 0.125);
    }

    @Test
    void shouldShrinkCoefficientsByThePenaltyButNotTheIntercept() {
        FeatureVectors balanced =
                new FeatureVectors(new double[][] {{0}, {0}}, new double[] {0, 1});
        LogisticModel start = new LogisticModel(0, new double[] {2});

        LogisticModel next = new GradientDescent(0.5, 0.1).step(start, balanced);

        assertThat(next.coefficients()).containsExactly(new double[] {1.9}, within(1e-12));
        assertThat(next.intercept()).isZero();
    }

    @Test
    void shouldComeToTheOptimumOfTheElasticNet() {
        LogisticModel best = new ElasticNet(0.01, 0, true).fit(ROWS);

        GradientDescent descent = new GradientDescent(0.1, 0.01);
        List<LogisticModel> models = descent.run(ROWS, 1_000);
        List<Double> objective = descent.objective(models, ROWS);

        assertThat(models).hasSize(1_001);
        assertThat(objective.get(0)).isCloseTo(Math.log(2), within(1e-12));
        assertThat(objective.get(1_000))
                .isCloseTo(new ElasticNet(0.01, 0, true).objective(best, ROWS), within(1e-9));
        assertThat(objective.subList(0, 50)).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }
}
