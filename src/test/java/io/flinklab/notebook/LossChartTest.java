package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LossChartTest {

    @Test
    void shouldCountTheStepsFromTheStart() {
        assertThat(LossChart.of("Fit", List.of(5.0, 2.0, 1.5)).text())
                .isEqualTo("Fit: line chart of loss over step; loss from (0, 5) to (2, 1.5).");
    }

    @Test
    void shouldDrawTheDistanceAsPowersOfTenUntilNothingIsLeft() {
        assertThat(
                        LossChart.distance(
                                        "Fit", List.of(101.0, 11.0, 1.01, 1.0, 1.0000000000000002))
                                .text())
                .isEqualTo(
                        "Fit: line chart of log10(loss - smallest loss) over step;"
                                + " log10(loss - smallest loss) from (0, 2) to (2, -2).");
    }

    @Test
    void shouldRefuseALossThatNeverFell() {
        assertThatThrownBy(() -> LossChart.distance("Fit", List.of()))
                .hasMessage("A loss that falls is needed, with its start; found [].");
    }
}
