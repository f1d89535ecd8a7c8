package io.flinklab.app;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that say which of the newest rows train and which judge. */
final class WindowOption {
    private static final String ROWS = "[1-9]\\d{0,11}";

    @Option(
            names = "--last",
            defaultValue = "20000",
            description =
                    "Which rows before the newest train: how many, as 20000, or of a topic those whose"
                            + " event time is at most so long before the last row's, as 30d (default:"
                            + " ${DEFAULT-VALUE}).")
    private String last;

    @Option(
            names = "--newest",
            defaultValue = "2000",
            description =
                    "How many rows, the newest, judge and do not train (default: ${DEFAULT-VALUE}).")
    private int newest;

    /**
     * Looks at the options alone.
     *
     * @throws IllegalArgumentException if they are not as they should be
     */
    void check(boolean topic) {
        if (newest < 1) {
            throw new IllegalArgumentException("--newest is 1 row or more; found " + newest + ".");
        } else if (time().isPresent() && !topic) {
            throw new IllegalArgumentException(
                    "--last %s is for a topic, whose messages have a time; the rows of files have none. Give a number of rows."
                            .formatted(last));
        }
    }

    /** How many rows train, where they are counted. */
    long rows() {
        return isCount() ? Long.parseLong(last) : 0;
    }

    /** How old a row that trains may be, where that is asked for. */
    Optional<Duration> time() {
        if (isCount()) {
            return Optional.empty();
        }
        try {
            Duration time = OptionValues.duration(last);
            if (time.toMillis() > 0) {
                return Optional.of(time);
            }
        } catch (TypeConversionException e) {
            throw refused(e);
        }
        throw refused(null);
    }

    /** How many rows judge. */
    int newest() {
        return newest;
    }

    private boolean isCount() {
        return last.matches(ROWS);
    }

    private IllegalArgumentException refused(Exception cause) {
        return new IllegalArgumentException(
                "--last is 1 row or more, as 20000, or a time, as 30d; found " + last + ".", cause);
    }
}
