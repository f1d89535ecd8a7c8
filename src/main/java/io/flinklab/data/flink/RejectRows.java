package io.flinklab.data.flink;

import io.flinklab.data.Reject;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Rejects as Flink rows. */
public final class RejectRows {
    /**
     * {@code origin}: where the record stands, as in {@link EventRows#TYPE}; {@code position}: its
     * first line in the file, from 1, or its offset in the partition; {@code column}: the one at
     * fault, or empty where the whole record is; {@code reason}: what was expected and what was
     * found; {@code raw}: the record's text. No field is ever null.
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
        return Row.of(reject.file(), reject.line(), reject.column(), reject.reason(), reject.raw());
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
}
