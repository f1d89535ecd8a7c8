package io.flinklab.data.flink;

import io.flinklab.data.Example;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Records of a file or a topic as Flink rows, parsed, with where and when they came. */
public final class EventRows {

    /**
     * {@code record}: the example or the reject; {@code origin}: a file's path, or a topic's
     * partition as {@code topic-partition}; {@code time}: event time, milliseconds since 1970 UTC.
     * No field is ever null. An example stays one object, which no serializer takes apart between
     * operators of a chain: its columns as fields would be boxed, and read back, for each row.
     */
    public static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {ParsedRowType.INSTANCE, Types.STRING, Types.LONG},
                    new String[] {"record", "origin", "time"});

    private static final int RECORD = 0;
    private static final int ORIGIN = 1;
    private static final int TIME = 2;

    private EventRows() {}

    /** A row of {@link #TYPE}. */
    public static Row of(ParsedRow record, String origin, long time) {
        return Row.of(record, origin, time);
    }

    /** An example's row. */
    public static Row of(Example example, String origin, long position, long time, String raw) {
        return of(new ParsedRow.Accepted(example, position, raw), origin, time);
    }

    /** The row of a record that cannot be an example, whatever it says. */
    public static Row defect(String origin, long position, long time, String raw, String reason) {
        Reject reject = new Reject(origin, position, "", reason, raw);
        return of(new ParsedRow.Rejected(reject), origin, time);
    }

    /** What became of the record. */
    public static ParsedRow record(Row event) {
        return event.getFieldAs(RECORD);
    }

    /** The example; the record is one. */
    public static Example example(Row event) {
        return event.<ParsedRow.Accepted>getFieldAs(RECORD).example();
    }

    /** The example's key as text; its schema has one. */
    public static String keyText(Row event) {
        return example(event).key().toString();
    }

    /** The example's label, 1 or 0; NaN where it is not known. */
    public static double label(Row event) {
        return example(event).label();
    }

    /** The row with another label. */
    public static Row withLabel(Row event, double label) {
        return with(event, example(event).withLabel(label));
    }

    /** The row with another example in place of its own. */
    public static Row with(Row event, Example other) {
        Row copy = of(other, origin(event), position(event), time(event), raw(event));
        copy.setKind(event.getKind());
        return copy;
    }

    /** Where the record stands: a file, or a topic's partition. */
    public static String origin(Row event) {
        return event.getFieldAs(ORIGIN);
    }

    /** The record's first line, from 1, or its offset. */
    public static long position(Row event) {
        return record(event).line();
    }

    /** Event time, milliseconds since 1970 UTC. */
    public static long time(Row event) {
        return event.<Long>getFieldAs(TIME);
    }

    /** The record's text. */
    public static String raw(Row event) {
        return record(event).raw();
    }

    /** The record as a row of {@link RejectRows#TYPE}, for what is found later than by parsing. */
    public static Row reject(Row event, String column, String reason) {
        return RejectRows.of(
                new Reject(origin(event), position(event), column, reason, raw(event)));
    }
}
