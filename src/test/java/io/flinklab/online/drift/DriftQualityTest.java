package io.flinklab.online.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DriftQualityTest {
    private static final List<Long> CHANGES = List.of(1000L, 2000L);

    @Test
    void shouldMeasureAlarmsByKnownChanges() {
        DriftQuality quality = DriftQuality.of(CHANGES, List.of(500L, 1200L, 1250L, 2100L), 200);

        // 1200 and 2100 find the changes; 500 is too early, and 1250 too late.
        assertThat(quality.precision()).isEqualTo(0.5);
        assertThat(quality.recall()).isEqualTo(1);
        assertThat(quality.f1()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(quality.falseAlarms()).isEqualTo(2);
        assertThat(quality.meanDelay()).isEqualTo(150);
        assertThat(quality.meanNormalisedDelay()).isEqualTo(0.75);
    }

    @Test
    void shouldCallASecondAlarmAndOneAfterTheNextChangeFalse() {
        DriftQuality quality = DriftQuality.of(CHANGES, List.of(1000L, 1100L, 2050L), 5000);

        assertThat(quality.found()).isEqualTo(2);
        assertThat(quality.falseAlarms()).isEqualTo(1);
        assertThat(quality.meanDelay()).isEqualTo(25);
        assertThat(DriftQuality.of(CHANGES, List.of(2050L), 5000).recall()).isEqualTo(0.5);
    }

    @Test
    void shouldHaveNoPrecisionWithoutAlarmsAndNoRecallWithoutChanges() {
        DriftQuality silent = DriftQuality.of(CHANGES, List.of(), 10);
        DriftQuality still = DriftQuality.of(List.of(), List.of(7L), 10);

        assertThat(silent.precision()).isNaN();
        assertThat(silent.recall()).isZero();
        assertThat(silent.f1()).isZero();
        assertThat(silent.meanDelay()).isNaN();
        assertThat(still.precision()).isZero();
        assertThat(still.recall()).isNaN();
        assertThat(still.falseAlarms()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhatIsNotInOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftQuality.of(List.of(5L, 5L), List.of(), 10))
                .withMessage("changes rise; found [5, 5].");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftQuality.of(List.of(), List.of(), 0));
    }
}
