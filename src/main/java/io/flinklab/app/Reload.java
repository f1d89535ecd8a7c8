package io.flinklab.app;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/**
 * When a running stream looks for another model.
 *
 * @param every how much time goes by between looks, if any are made by the clock
 * @param topic the address of the control topic, if events are waited for
 */
record Reload(Optional<Duration> every, Optional<String> topic) {
    /** Scores with one model. */
    static final Reload NEVER = new Reload(Optional.empty(), Optional.empty());

    private static final String FORMS =
            "expected never, every=10s, on-event=kafka://host:port/topic, or the last two"
                    + " with a comma between them";

    /**
     * Reads {@code never}, {@code every=10s}, {@code on-event=kafka://host:port/topic} or the last
     * two together.
     *
     * @throws IllegalArgumentException the text has another form
     */
    static Reload parse(String text) {
        if (text.equals("never")) {
            return NEVER;
        }
        Optional<Duration> every = Optional.empty();
        Optional<String> topic = Optional.empty();
        // An address may have commas of its own.
        for (String part : text.split(",(?=every=|on-event=)")) {
            if (part.startsWith("every=")) {
                every = Optional.of(duration(part.substring("every=".length()), text));
            } else if (part.startsWith("on-event=")) {
                topic = Optional.of(part.substring("on-event=".length()));
            } else {
                throw malformed(text, null);
            }
        }
        return new Reload(every, topic);
    }

    /** Whether the stream keeps its model. */
    boolean isNever() {
        return equals(NEVER);
    }

    private static Duration duration(String text, String whole) {
        Duration duration;
        try {
            duration = OptionValues.duration(text);
        } catch (TypeConversionException e) {
            throw malformed(whole, e);
        }
        if (duration.isZero()) {
            throw malformed(whole, null);
        }
        return duration;
    }

    private static IllegalArgumentException malformed(String text, Exception cause) {
        return new IllegalArgumentException(FORMS + "; found \"" + text + "\"", cause);
    }
}
