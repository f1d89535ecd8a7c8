package io.flinklab.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DriftScheduleTest {

    @Test
    void shouldChangeAtOneRow() {
        DriftSchedule sudden = DriftSchedule.sudden(3);

        assertThat(phases(sudden, 6, 0)).containsExactly(0, 0, 0, 1, 1, 1);
        assertThat(sudden.changes(4)).containsExactly(3L);
        assertThat(sudden.changes(3)).isEmpty();
    }

    @Test
    void shouldChangeWithAProbabilityThatRises() {
        DriftSchedule gradual = DriftSchedule.gradual(2, 4);

        // The new phase has 0, 1/4, 2/4, 3/4 of rows 2 to 5.
        assertThat(phases(gradual, 7, 0.0)).containsExactly(0, 0, 0, 1, 1, 1, 1);
        assertThat(phases(gradual, 7, 0.4)).containsExactly(0, 0, 0, 0, 1, 1, 1);
        assertThat(phases(gradual, 7, 0.9)).containsExactly(0, 0, 0, 0, 0, 0, 1);
        assertThat(gradual.changes(100)).containsExactly(2L);
    }

    @Test
    void shouldChangeAgainAndAgain() {
        assertThat(phases(DriftSchedule.recurring(1, 2), 6, 0)).containsExactly(0, 1, 1, 2, 2, 3);
        assertThat(DriftSchedule.recurring(1, 2).changes(6)).containsExactly(1L, 3L, 5L);
        assertThat(phases(new DriftSchedule(1, 2, 2), 6, 0.4)).containsExactly(0, 0, 1, 1, 2, 2);
    }

    @Test
    void shouldRefuseWhatIsNoSchedule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DriftSchedule(0, 10, 5))
                .withMessage("drifts of 10 rows come no sooner than every 10 rows; found 5.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftSchedule.sudden(-1))
                .withMessageContaining("found -1");
    }

    private static int[] phases(DriftSchedule schedule, int rows, double draw) {
        return LongStream.range(0, rows).mapToInt(row -> schedule.phase(row, draw)).toArray();
    }
}
