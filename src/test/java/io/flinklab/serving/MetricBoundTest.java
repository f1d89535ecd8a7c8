package io.flinklab.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricBoundTest {

    @Test
    void shouldReadBothDirections() {
        assertThat(MetricBound.parse("auroc>=0.8")).isEqualTo(new MetricBound("auroc", true, 0.8));
        assertThat(MetricBound.parse(" logLoss <= 0.45 "))
                .isEqualTo(new MetricBound("logLoss", false, 0.45));
        assertThat(MetricBound.parse("auroc>=0.8")).hasToString("auroc>=0.8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "auroc", "auroc>0.8", "auroc=0.8", ">=0.8", "auroc>=x", "auroc>=NaN"})
    void shouldSayWhatAFloorLooksLike(String text) {
        assertThatThrownBy(() -> MetricBound.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("auroc>=0.8", "logLoss<=0.45", "\"" + text + "\"");
    }
}
