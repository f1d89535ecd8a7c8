package io.flinklab.online.drift;

/**
 * A change that was seen.
 *
 * @param time of the row at which it was seen, milliseconds since 1970 UTC
 * @param row the number of that row among those looked at, from 1 on
 * @param subject what has changed: {@link #COLUMN}, {@link #SCORE} or {@link #OUTCOME}
 * @param column its name; empty for other subjects
 * @param detector what saw it
 * @param evidence how much it is
 * @param sinceRow the first of the rows that were compared with what was before
 * @param sinceTime its time
 */
public record Alarm(
        long time,
        long row,
        String subject,
        String column,
        String detector,
        Evidence evidence,
        long sinceRow,
        long sinceTime) {

    /** A feature. */
    public static final String COLUMN = "column";

    /** The model's score. */
    public static final String SCORE = "score";

    /** Whether predictions are right. */
    public static final String OUTCOME = "outcome";
}
