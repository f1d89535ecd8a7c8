package io.flinklab.online;

import io.flinklab.data.flink.EventRows;
import java.util.Comparator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/**
 * An example whose label has come, and which waits to be learned from in its turn: by time, then by
 * key.
 *
 * @param time when both were there, milliseconds since 1970 UTC
 * @param event of {@link EventRows#TYPE}
 * @param scored of {@link io.flinklab.streaming.ScoreRows#type}
 */
record JoinedRow(long time, Row event, Row scored) implements Comparable<JoinedRow> {
    private static final Comparator<JoinedRow> ORDER =
            Comparator.comparingLong(JoinedRow::time)
                    .thenComparing(row -> EventRows.keyText(row.event))
                    .thenComparing(row -> EventRows.origin(row.event))
                    .thenComparingLong(row -> EventRows.position(row.event));

    @Override
    public int compareTo(JoinedRow other) {
        return ORDER.compare(this, other);
    }

    /** The type of what is kept of it. */
    static RowTypeInfo type(RowTypeInfo scored) {
        return new RowTypeInfo(Types.LONG, EventRows.TYPE, scored);
    }

    Row toRow() {
        return Row.of(time, event, scored);
    }

    static JoinedRow of(Row kept) {
        return new JoinedRow(kept.<Long>getFieldAs(0), kept.getFieldAs(1), kept.getFieldAs(2));
    }
}
