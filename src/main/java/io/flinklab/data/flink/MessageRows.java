package io.flinklab.data.flink;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Unparsed examples as Flink rows, wherever they come from. */
public final class MessageRows {

    /**
     * {@code origin}: a file's path, or a topic's partition as {@code topic-partition}; {@code
     * position}: the record's first line in the file, from 1, or its offset in the partition;
     * {@code time}: event time, milliseconds since 1970 UTC; {@code header}: the header of the
     * record's file, empty where there is none; {@code text}: the record; {@code defect}: why it
     * cannot be an example whatever it says, otherwise empty. No field is ever null.
     */
    public static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {
                        Types.STRING,
                        Types.LONG,
                        Types.LONG,
                        Types.STRING,
                        Types.STRING,
                        Types.STRING
                    },
                    new String[] {"origin", "position", "time", "header", "text", "defect"});

    private MessageRows() {}

    /** A row of type {@link #TYPE}. */
    public static Row of(
            String origin, long position, long time, String header, String text, String defect) {
        return Row.of(origin, position, time, header, text, defect);
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

    /** The header of the record's file, or empty. */
    public static String header(Row message) {
        return message.getFieldAs(3);
    }

    /** The record itself. */
    public static String text(Row message) {
        return message.getFieldAs(4);
    }

    /** Why the record cannot be an example, or empty. */
    public static String defect(Row message) {
        return message.getFieldAs(5);
    }
}
