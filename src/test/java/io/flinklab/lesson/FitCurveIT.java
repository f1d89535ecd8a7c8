package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What notebook 03 says of overfitting. */
class FitCurveIT {
    private static final double[] REGS = {0.001, 0.01, 0.1, 1, 10, 100, 1_000, 10_000};

    private static final Offset<Double> FOUR_DECIMALS = within(5e-5);

    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void shouldOverfit500RowsWithoutMuchOfAPenaltyButNot6000() throws Exception {
        FeatureVectors rows = TrainedVectors.train(LAB, TestData.SHIPPED, Churn.TUNED);
        FeatureVectors train = rows.slice(0, 6_000);
        FeatureVectors validation = rows.slice(6_000, 8_000);

        FitCurve few = FitCurve.overPenalties(train.slice(0, 500), validation, REGS);
        FitCurve more = FitCurve.overRows(train, validation, 0.01, 200, 500, 1_000, 6_000);

        assertThat(few.best()).isEqualTo(1);
        assertThat(few.training()[1]).isCloseTo(.2224, FOUR_DECIMALS);
        assertThat(few.validation()[1])
                .isCloseTo(.5499, FOUR_DECIMALS)
                .isGreaterThan(LogisticModel.constant(rows).logLoss(validation));
        assertThat(more.validation()[0]).isGreaterThan(1);
        assertThat(more.training()[3]).isCloseTo(.3213, FOUR_DECIMALS);
        assertThat(more.validation()[3]).isCloseTo(.3126, FOUR_DECIMALS);
    }
}
