package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnScaleTest {

    @Test
    void shouldMeasureMeanAndSampleDeviation() {
        ColumnScale scale =
                ColumnScale.of(
                        List.of(
                                FewCustomers.withBalance(100, 0),
                                FewCustomers.withBalance(200, 0),
                                FewCustomers.withBalance(300, 1)),
                        "Balance");

        assertThat(scale.mean()).isEqualTo(200);
        assertThat(scale.std()).isEqualTo(100);
        // (50 + 100 - 150) / 3, and with -1, 0 and 1 in place of the balances (-0.5 + 0 - 0.5) / 3
        assertThat(scale.firstGradient()).isCloseTo(0, within(1e-12));
        assertThat(scale.firstGradientScaled()).isCloseTo(-1 / 3.0, within(1e-12));
    }

    @Test
    void shouldGiveAConstantColumnNoSlopeWhenScaled() {
        ColumnScale scale =
                ColumnScale.of(
                        List.of(FewCustomers.withBalance(7, 1), FewCustomers.withBalance(7, 1)),
                        "Balance");

        assertThat(scale.std()).isZero();
        assertThat(scale.firstGradient()).isEqualTo(-3.5);
        assertThat(scale.firstGradientScaled()).isZero();
    }

    @Test
    void shouldRefuseFewerThanTwoCustomers() {
        assertThatThrownBy(() -> ColumnScale.of(List.of(FewCustomers.withBalance(7, 1)), "Age"))
                .hasMessageContaining("needs two customers, found 1");
    }
}
