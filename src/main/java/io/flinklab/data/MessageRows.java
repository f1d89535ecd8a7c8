package io.flinklab.data;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Unparsed customers as Flink rows, wherever they come from. */
public final class MessageRows {

    /**
     * {@code origin}: a file's path, or a topic's partition as {@code topic-partition}; {@code
     * position}: the record's first line in the file, from 1, or its offset in the partition;
     * {@code time}: event time, milliseconds since 1970 UTC; {@code labelled}: whether the record
     * has the label; {@code text}: the record; {@code defect}: why it cannot be a customer whatever
     * it says, otherwise empty. No field is ever null.
     */
    public static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {
                        Types.STRING,
                        Types.LONG,
                        Types.LONG,
                        Types.BOOLEAN,
                        Types.STRING,
                        Types.STRING
                    },
                    new String[] {"origin", "position", "time", "labelled", "text", "defect"});

    private MessageRows() {}

    /** A row of type {@link #TYPE}. */
    public static Row of(
            String origin, long position, long time, boolean labelled, String text, String defect) {
        return Row.of(origin, position, time, labelled, text, defect);
    }

    /** Where the record stands. */
    public static String origin(Row message) {
        return message.getFieldAs(0);
    }

    /** The first line, or the offset. */
    public static long position(Row message) {
        return message.<Long>getFieldAs(1);
    }

    /** Event time, milliseconds since 1970 UTC. */
    public static long time(Row message) {
        return message.<Long>getFieldAs(2);
    }

    /** Whether the record has the label. */
    public static boolean labelled(Row message) {
        return message.<Boolean>getFieldAs(3);
    }

    /** The record itself. */
    public static String text(Row message) {
        return message.getFieldAs(4);
    }

    /** Why the record cannot be a customer, or empty. */
    public static String defect(Row message) {
        return message.getFieldAs(5);
    }
}
