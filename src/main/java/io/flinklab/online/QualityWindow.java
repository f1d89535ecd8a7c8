package io.flinklab.online;

import java.io.Serializable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.apache.flink.util.TimeUtils;

/**
 * Which rows of a stream the measures of its quality are of, and how much each of them counts. No
 * window holds more than {@value #MOST_ROWS} rows.
 */
public sealed interface QualityWindow extends Serializable {
    /** What a window holds at most; of this many rows a report takes a third of a second. */
    int MOST_ROWS = 1 << 18;

    /** How many of the newest rows to keep. */
    int rows();

    /** Whether a row of that event time is in the window where the newest row has another. */
    boolean holds(long time, long newest);

    /**
     * What a row counts.
     *
     * @param age how many newer rows there are
     */
    double weight(int age);

    /**
     * Reads {@code 1000}, {@code 1h} or {@code PT1H}, or {@code fading=0.999}.
     *
     * @throws IllegalArgumentException the text says something else, or a number is out of range
     */
    static QualityWindow parse(String text) {
        try {
            if (text.matches("\\d+")) {
                return new LastRows(Integer.parseInt(text));
            } else if (text.startsWith("fading=")) {
                return new Fading(Double.parseDouble(text.substring("fading=".length())));
            }
            Duration time =
                    text.startsWith("P") ? Duration.parse(text) : TimeUtils.parseDuration(text);
            return new LastTime(time);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "Expected a window as 1000 (rows), 1h (of event time) or fading=0.999, found"
                            + " '%s': %s".formatted(text, e.getMessage()),
                    e);
        }
    }

    /**
     * The last rows, each as much as another.
     *
     * @param rows 1 to {@value #MOST_ROWS}
     */
    record LastRows(int rows) implements QualityWindow {

        /** Refuses a number out of range. */
        public LastRows {
            if (rows < 1 || rows > MOST_ROWS) {
                throw new IllegalArgumentException(
                        "A window holds 1 to %s rows; found %s.".formatted(MOST_ROWS, rows));
            }
        }

        @Override
        public boolean holds(long time, long newest) {
            return true;
        }

        @Override
        public double weight(int age) {
            return 1;
        }

        @Override
        public String toString() {
            return rows + " rows";
        }
    }

    /**
     * The rows whose event time is less than this before the newest event time of all, each as much
     * as another; of these the newest {@value #MOST_ROWS}.
     *
     * @param time a millisecond or more
     */
    record LastTime(Duration time) implements QualityWindow {

        /** Refuses a time out of range. */
        public LastTime {
            if (time.compareTo(Duration.ofMillis(1)) < 0) {
                throw new IllegalArgumentException(
                        "A window lasts a millisecond or more; found " + time + ".");
            }
        }

        @Override
        public int rows() {
            return MOST_ROWS;
        }

        @Override
        public boolean holds(long row, long newest) {
            return newest - row < time.toMillis();
        }

        @Override
        public double weight(int age) {
            return 1;
        }

        @Override
        public String toString() {
            return TimeUtils.formatWithHighestUnit(time);
        }
    }

    /**
     * All rows, each less than the next one by the same factor: Gama, Sebastião and Rodrigues, "On
     * evaluating stream learning algorithms" (2013), section 4. Rows that count less than 1e-9 are
     * left out.
     *
     * @param factor above 0 and at most 0.9999; the rows count 1 / (1 - factor) in all
     */
    record Fading(double factor) implements QualityWindow {
        private static final double LARGEST = 0.9999;
        private static final double SMALLEST_WEIGHT = 1e-9;

        /** Refuses a factor out of range. */
        public Fading {
            if (!(factor > 0 && factor <= LARGEST)) {
                throw new IllegalArgumentException(
                        "fading is above 0 and at most %s; found %s.".formatted(LARGEST, factor));
            }
        }

        @Override
        public int rows() {
            return 1 + (int) (Math.log(SMALLEST_WEIGHT) / Math.log(factor));
        }

        @Override
        public boolean holds(long time, long newest) {
            return true;
        }

        @Override
        public double weight(int age) {
            return Math.pow(factor, age);
        }

        @Override
        public String toString() {
            return "fading=" + factor;
        }
    }
}
