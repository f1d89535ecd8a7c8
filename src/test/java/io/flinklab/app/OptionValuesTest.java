package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class OptionValuesTest {
    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "10s,PT10S", "2m,PT2M", "1h,PT1H", "0s,PT0S", "3 min,PT3M"})
    void shouldReadATime(String text, Duration expected) {
        assertThat(OptionValues.duration(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                " 10 ",
                "s",
                "-1s",
                "1.5s",
                "10x",
                "9999999999h",
                "99999999999999d"
            })
    void shouldRefuseAnotherForm(String text) {
        assertThatThrownBy(() -> OptionValues.duration(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("500ms, 10s, 2m")
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"500B,500", "64KB,65536", "1MB,1048576", "1 gb,1073741824"})
    void shouldReadASize(String text, long expected) {
        assertThat(OptionValues.size(text).getBytes()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0B",
                "1",
                "1025MB",
                "-1KB",
                "1.5MB",
                "9999999999MB",
                "99999999999999999TB"
            })
    void shouldRefuseAnotherSize(String text) {
        assertThatThrownBy(() -> OptionValues.size(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
