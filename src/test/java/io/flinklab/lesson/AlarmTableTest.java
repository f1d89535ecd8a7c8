package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class AlarmTableTest {
    private static final AlarmTable ALARMS =
            new AlarmTable(
                    List.of(
                            alarm("outcome", "", "adwin", 240),
                            alarm("column", "Age", "psi", 300),
                            alarm("outcome", "", "ddm", 90),
                            alarm("column", "Age", "ks", 200),
                            alarm("column", "Age", "psi", 200)),
                    100);

    @Test
    void shouldSayHowLateEachDetectorWas() {
        assertThat(ALARMS.lines())
                .containsExactly(
                        List.of("outcome", "ddm", 1, 90L, -10L),
                        List.of("Age", "ks", 1, 200L, 100L),
                        List.of("Age", "psi", 2, 200L, 100L),
                        List.of("outcome", "adwin", 1, 240L, 140L));
    }

    @Test
    void shouldCountFromTheChange() {
        assertThat(ALARMS.first()).isEqualTo(200);
        assertThat(ALARMS.delays()).containsExactly("100", "-", "140");
    }

    @Test
    void shouldHaveNoFirstAlarmWhereThereIsNone() {
        AlarmTable silent = new AlarmTable(List.of(), 100);

        assertThat(silent.delays()).containsOnly("-");
        assertThatThrownBy(silent::first).isInstanceOf(NoSuchElementException.class);
    }

    private static Row alarm(String subject, String column, String detector, long row) {
        Row alarm = Row.withNames();
        alarm.setField("subject", subject);
        alarm.setField("column", column);
        alarm.setField("detector", detector);
        alarm.setField("row", row);
        return alarm;
    }
}
