package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the command line logs: one event, one line. */
class LogLinesTest {
    private PatternLayout layout;

    @BeforeEach
    void readTheLayout() throws Exception {
        Properties configuration = new Properties();
        try (InputStream in = Main.class.getResourceAsStream("log4j2.properties")) {
            configuration.load(in);
        }
        layout =
                PatternLayout.newBuilder()
                        .withPattern(configuration.getProperty("appender.console.layout.pattern"))
                        .withAlwaysWriteExceptions(
                                Boolean.parseBoolean(
                                        configuration.getProperty(
                                                "appender.console.layout.alwaysWriteExceptions")))
                        .build();
    }

    @Test
    void shouldEndTheLineBehindAMessage() {
        assertThat(line("It runs", null)).isEqualTo("ERROR Source - It runs\n");
    }

    @Test
    void shouldEndTheLineBehindAnException() {
        assertThat(line("It failed", new IllegalStateException("No file splits")))
                .isEqualTo("ERROR Source - It failed: No file splits\n");
    }

    @Test
    void shouldWriteMessagesOfSeveralLinesAsOne() {
        assertThat(line("It\nfailed", new IllegalStateException("No file\r\n\tsplits")))
                .isEqualTo("ERROR Source - It failed: No file splits\n");
    }

    private String line(String message, Throwable thrown) {
        return layout.toSerializable(
                Log4jLogEvent.newBuilder()
                        .setLoggerName("io.flinklab.Source")
                        .setLevel(Level.ERROR)
                        .setMessage(new SimpleMessage(message))
                        .setThrown(thrown)
                        .build());
    }
}
