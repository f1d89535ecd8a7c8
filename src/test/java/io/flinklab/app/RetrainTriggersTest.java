package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetrainTriggersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RetrainProgress LAST = progress(NOON, 1000, 3);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "now | 0 | 1000 | 3 | asked for",
                "every=1h | 59 | 9999 | 9 | ",
                "every=1h | 60 | 1000 | 3 | PT1H since the last decision",
                "labels=500 | 99 | 1499 | 9 | ",
                "labels=500 | 0 | 1500 | 3 | 500 new labelled rows",
                "alarm | 99 | 9999 | 3 | ",
                "alarm | 0 | 1000 | 4 | 1 new alarm",
                "alarm,labels=500,every=1h | 59 | 1499 | 3 | ",
                "alarm,labels=500,every=1h | 59 | 1501 | 5 | 2 new alarms",
                "every=1h,labels=500 | 60 | 1501 | 3 | 501 new labelled rows"
            })
    void shouldSayWhyAChallengeIsDue(
            String triggers, long minutes, long labels, long alarms, String why) {
        RetrainProgress now = progress(NOON.plusSeconds(60 * minutes), labels, alarms);

        assertThat(RetrainTriggers.parse(triggers).due(now, LAST).orElse(null)).isEqualTo(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "often",
                "every=0s",
                "every=5",
                "labels=0",
                "labels=",
                "now,alarm",
                "alarm,"
            })
    void shouldRefuseOtherTexts(String text) {
        assertThatThrownBy(() -> RetrainTriggers.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected now, or any of every=1h, labels=5000 and alarm")
                .hasMessageContaining("found \"" + text + "\"");
    }

    @Test
    void shouldSayWhatItWaitsFor() {
        assertThat(RetrainTriggers.parse("labels=5,alarm,every=1h"))
                .hasToString("an alarm, 5 labelled rows or PT1H");
    }

    private static RetrainProgress progress(Instant at, long labels, long alarms) {
        return new RetrainProgress(at, labels, alarms, new TreeMap<>());
    }
}
