package io.flinklab.streaming;

import io.flinklab.data.Column;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.EventRows;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Scored examples as Flink rows. */
public final class ScoreRows {
    /** The name of the first field where the schema has no key. */
    public static final String ROW = "row";

    private static final int SCORE = 1;
    private static final int VERSION = 3;
    private static final int TIME = 5;

    private ScoreRows() {}

    /**
     * The type of the rows: the key under its column's name, LONG or STRING, or where the schema
     * has none {@value #ROW}, the record's origin and position; {@code score}, 0 to 1: the
     * probability of a positive label, or what else the model's manifest says; {@code prediction}:
     * 1 if the score reaches the model's threshold, otherwise 0, or the number of a segment; {@code
     * modelVersion} and {@code modelSha256}: the model that gave them; {@code eventTime} and {@code
     * scoringTime}: milliseconds since 1970 UTC. No field is ever null.
     */
    public static RowTypeInfo type(Schema schema) {
        Optional<Column.Key> key = schema.key();
        boolean whole = key.isPresent() && key.get().type() == Column.Key.Type.NUMBER;
        return new RowTypeInfo(
                new TypeInformation<?>[] {
                    whole ? Types.LONG : Types.STRING,
                    Types.DOUBLE,
                    Types.INT,
                    Types.STRING,
                    Types.STRING,
                    Types.LONG,
                    Types.LONG
                },
                new String[] {
                    key.map(Column::name).orElse(ROW),
                    "score",
                    "prediction",
                    "modelVersion",
                    "modelSha256",
                    "eventTime",
                    "scoringTime"
                });
    }

    /** The score in a row of {@link #type}. */
    public static double score(Row scored) {
        return scored.<Double>getFieldAs(SCORE);
    }

    /** The version that gave the score in such a row. */
    public static String modelVersion(Row scored) {
        return scored.getFieldAs(VERSION);
    }

    /** The event time in such a row, milliseconds since 1970 UTC. */
    public static long time(Row scored) {
        return scored.<Long>getFieldAs(TIME);
    }

    /** A row of {@link #type}. */
    public static Row of(
            Comparable<?> key,
            double score,
            int prediction,
            String modelVersion,
            String modelSha256,
            long eventTime,
            long scoringTime) {
        return Row.of(key, score, prediction, modelVersion, modelSha256, eventTime, scoringTime);
    }

    /**
     * The score of an event.
     *
     * @param event of {@link EventRows#TYPE}, an example
     * @param scoringTime milliseconds since 1970 UTC
     */
    public static Row of(
            Row event,
            double score,
            int prediction,
            String modelVersion,
            String modelSha256,
            long scoringTime) {
        return of(
                key(event),
                score,
                prediction,
                modelVersion,
                modelSha256,
                EventRows.time(event),
                scoringTime);
    }

    /** What tells the event from others: its key, or where the record stands. */
    private static Comparable<?> key(Row event) {
        Comparable<?> key = EventRows.example(event).key();
        return key == null ? EventRows.origin(event) + ":" + EventRows.position(event) : key;
    }
}
