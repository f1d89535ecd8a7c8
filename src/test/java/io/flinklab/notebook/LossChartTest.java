package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossChartTest {

    @Test
    void shouldCountTheStepsFromTheStart() {
        assertThat(LossChart.of("Fit", List.of(5.0, 2.0, 1.5)).text())
                .isEqualTo("Fit: line chart of loss over step; loss from (0, 5) to (2, 1.5).");
    }

    @Test
    void shouldDrawDistancesAsPowersOfTenUntilNothingIsLeft() {
        Map<String, List<Double>> losses = new LinkedHashMap<>();
        losses.put("slow", List.of(101.0, 11.0, 2.0));
        losses.put("fast", List.of(101.0, 1.01, 1.0, 1.0000000000000002));

        assertThat(LossChart.distances("Fit", 1, losses).text())
                .isEqualTo(
                        "Fit: line chart of log10(loss - smallest loss) over step;"
                                + " slow from (0, 2) to (2, 0); fast from (0, 2) to (1, -2).");
    }

    @Test
    void shouldRefuseALossThatNeverFell() {
        assertThatThrownBy(() -> LossChart.distances("Fit", 1, Map.of("none", List.of())))
                .hasMessage("A loss that falls is needed, with its start; found [].");
    }
}
