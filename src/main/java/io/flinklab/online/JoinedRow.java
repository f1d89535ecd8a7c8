package io.flinklab.online;

import io.flinklab.streaming.EventRows;
import java.util.Comparator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/**
 * An example whose label has come, and which waits to be learned from in its turn: by time, then by
 * key.
 *
 * @param time when both were there, milliseconds since 1970 UTC
 * @param event of {@link EventRows#type}
 * @param scored of {@link io.flinklab.streaming.ScoreRows#type}
 * @param events of the example's schema
 */
record JoinedRow(long time, Row event, Row scored, EventRows events)
        implements Comparable<JoinedRow> {
    private static final Comparator<JoinedRow> ORDER =
            Comparator.comparingLong(JoinedRow::time)
                    .thenComparing(row -> row.events.keyText(row.event))
                    .thenComparing(row -> row.events.origin(row.event))
                    .thenComparingLong(row -> row.events.position(row.event));

    @Override
    public int compareTo(JoinedRow other) {
        return ORDER.compare(this, other);
    }

    /** The type of what is kept of it. */
    static RowTypeInfo type(RowTypeInfo event, RowTypeInfo scored) {
        return new RowTypeInfo(Types.LONG, event, scored);
    }

    Row toRow() {
        return Row.of(time, event, scored);
    }

    static JoinedRow of(Row kept, EventRows events) {
        return new JoinedRow(
                kept.<Long>getFieldAs(0), kept.getFieldAs(1), kept.getFieldAs(2), events);
    }
}
