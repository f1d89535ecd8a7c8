package io.flinklab.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * What a retraining waits for; whatever comes first.
 *
 * @param every how much time goes by since the last decision
 * @param labels how many labelled rows come since then
 * @param alarm whether an alarm since then is enough
 */
record RetrainTriggers(Optional<Duration> every, OptionalLong labels, boolean alarm) {
    /** One challenge at once, and no more. */
    static final RetrainTriggers NOW =
            new RetrainTriggers(Optional.empty(), OptionalLong.empty(), false);

    private static final Pattern LABELS = Pattern.compile("labels=([1-9]\\d{0,11})");
    private static final String EVERY = "every=";

    /**
     * Reads {@code now}, or any of {@code every=1h}, {@code labels=5000} and {@code alarm} with
     * commas between them.
     *
     * @throws IllegalArgumentException the text has another form
     */
    static RetrainTriggers parse(String text) {
        RetrainTriggers triggers = NOW;
        if (text.equals("now")) {
            return triggers;
        }
        for (String part : text.split(",", -1)) {
            triggers = triggers.with(part, text);
        }
        return triggers;
    }

    private RetrainTriggers with(String part, String whole) {
        Matcher count = LABELS.matcher(part);
        if (count.matches()) {
            return new RetrainTriggers(
                    every, OptionalLong.of(Long.parseLong(count.group(1))), alarm);
        } else if (part.equals("alarm")) {
            return new RetrainTriggers(every, labels, true);
        } else if (part.startsWith(EVERY)) {
            return new RetrainTriggers(
                    Optional.of(time(part.substring(EVERY.length()), whole)), labels, alarm);
        }
        throw malformed(whole, null);
    }

    private static Duration time(String text, String whole) {
        try {
            Duration time = OptionValues.duration(text);
            if (!time.isZero()) {
                return time;
            }
        } catch (TypeConversionException e) {
            throw malformed(whole, e);
        }
        throw malformed(whole, null);
    }

    private static IllegalArgumentException malformed(String text, Exception cause) {
        return new IllegalArgumentException(
                "expected now, or any of every=1h, labels=5000 and alarm with commas between them;"
                        + " found \"%s\"".formatted(text),
                cause);
    }

    boolean isNow() {
        return equals(NOW);
    }

    /** Why a challenge is due; empty if it is not. */
    Optional<String> due(RetrainProgress now, RetrainProgress last) {
        long rows = now.labels() - last.labels();
        long alarms = now.alarms() - last.alarms();
        if (isNow()) {
            return Optional.of("asked for");
        } else if (alarm && alarms > 0) {
            return Optional.of(alarms + (alarms == 1 ? " new alarm" : " new alarms"));
        } else if (labels.isPresent() && rows >= labels.getAsLong()) {
            return Optional.of(rows + " new labelled rows");
        } else if (every.isPresent() && !last.at().plus(every.get()).isAfter(now.at())) {
            return Optional.of(every.get() + " since the last decision");
        }
        return Optional.empty();
    }

    /** As {@code an alarm, 5000 labelled rows or PT1H}. */
    @Override
    public String toString() {
        List<String> all = new ArrayList<>();
        if (alarm) {
            all.add("an alarm");
        }
        labels.ifPresent(rows -> all.add(rows + " labelled rows"));
        every.ifPresent(time -> all.add(time.toString()));
        int last = all.size() - 1;
        return last < 1
                ? String.join("", all)
                : String.join(", ", all.subList(0, last)) + " or " + all.get(last);
    }
}
