package io.flinklab.streaming;

import io.flinklab.data.Reject;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Messages that could not be scored, as Flink rows. */
public final class RejectRows {
    /** A longer text would not fit a Kafka message once it is JSON, and would stop the job. */
    static final int RAW_CHARACTERS = 10_000;

    /**
     * {@code origin} and {@code position} as in {@link MessageRows#TYPE}; {@code column}: the one
     * at fault, or empty where the whole message is; {@code reason}: what was expected and what was
     * found; {@code raw}: the message's text, of which a long one keeps its first 10,000 characters
     * and says so. No field is ever null.
     */
    public static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {
                        Types.STRING, Types.LONG, Types.STRING, Types.STRING, Types.STRING
                    },
                    new String[] {"origin", "position", "column", "reason", "raw"});

    private RejectRows() {}

    /** A row of type {@link #TYPE}. */
    public static Row of(Reject reject) {
        return Row.of(
                reject.file(), reject.line(), reject.column(), reject.reason(), cut(reject.raw()));
    }

    /** The reject in a row of type {@link #TYPE}. */
    public static Reject toReject(Row row) {
        return new Reject(
                row.getFieldAs(0),
                row.<Long>getFieldAs(1),
                row.getFieldAs(2),
                row.getFieldAs(3),
                row.getFieldAs(4));
    }

    private static String cut(String raw) {
        return raw.length() <= RAW_CHARACTERS
                ? raw
                : raw.substring(0, RAW_CHARACTERS)
                        + "... ("
                        + raw.length()
                        + " characters in all, the rest at this origin and position)";
    }
}
