package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogisticModelTest {
    private static final FeatureVectors ROWS = SyntheticVectors.of(200, 4, 3);

    @Test
    void shouldScoreOneHalfAtTheStart() {
        assertThat(LogisticModel.zero(4).score(new double[] {1, 2, 3, 4})).isEqualTo(0.5);
    }

    @Test
    void shouldGiveEverybodyTheShareOfLabelOne() {
        FeatureVectors rows =
                new FeatureVectors(new double[][] {{1}, {2}, {3}, {4}}, new double[] {0, 1, 0, 0});

        assertThat(LogisticModel.constant(rows).score(new double[] {9}))
                .isCloseTo(0.25, within(1e-15));
    }

    @Test
    void shouldHaveTheLogLossOfItsEvaluation() {
        LogisticModel model = new LogisticModel(-0.5, new double[] {0.5, -0.2, 0.1, 0});

        assertThat(model.logLoss(ROWS)).isCloseTo(model.evaluation(ROWS).logLoss(), within(1e-12));
    }

    @Test
    void shouldGiveAFiniteLossToARowThatIsFarWrong() {
        FeatureVectors wrong = new FeatureVectors(new double[][] {{1}}, new double[] {0});

        assertThat(new LogisticModel(0, new double[] {2_000}).logLoss(wrong)).isEqualTo(2_000);
    }
}
