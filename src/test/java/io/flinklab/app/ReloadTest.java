package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReloadTest {

    @Test
    void shouldReadEachForm() {
        assertThat(Reload.parse("never").isNever()).isTrue();
        assertThat(Reload.parse("every=10s").every()).contains(Duration.ofSeconds(10));
        assertThat(Reload.parse("every=10s").topic()).isEmpty();
        assertThat(Reload.parse("on-event=kafka://h:1/t").topic()).contains("kafka://h:1/t");
        Reload both = Reload.parse("every=1s,on-event=kafka://a:1,b:2/t");
        assertThat(both.every()).contains(Duration.ofSeconds(1));
        assertThat(both.topic()).contains("kafka://a:1,b:2/t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sometimes", "every=", "every=0s", "every=soon", "every=1s,never"})
    void shouldRefuseAnythingElse(String text) {
        assertThatThrownBy(() -> Reload.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("expected never, every=10s", "found \"" + text + "\"");
    }
}
