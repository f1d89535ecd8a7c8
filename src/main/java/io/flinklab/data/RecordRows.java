package io.flinklab.data;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Unparsed records and rejects as Flink rows. */
final class RecordRows {
    static final RowTypeInfo RECORD =
            new RowTypeInfo(Types.STRING, Types.BOOLEAN, Types.LONG, Types.STRING, Types.STRING);
    static final RowTypeInfo REJECT =
            new RowTypeInfo(Types.STRING, Types.LONG, Types.STRING, Types.STRING, Types.STRING);

    private RecordRows() {}

    static Row record(String file, Header header, LogicalRecord record) {
        return Row.of(file, header.labelled(), record.line(), record.text(), record.defect());
    }

    static String file(Row record) {
        return record.getFieldAs(0);
    }

    static boolean labelled(Row record) {
        return record.<Boolean>getFieldAs(1);
    }

    static LogicalRecord record(Row row) {
        return new LogicalRecord(row.<Long>getFieldAs(2), row.getFieldAs(3), row.getFieldAs(4));
    }

    static Row reject(Reject reject) {
        return Row.of(reject.file(), reject.line(), reject.column(), reject.reason(), reject.raw());
    }

    static Reject reject(Row row) {
        return new Reject(
                row.getFieldAs(0),
                row.<Long>getFieldAs(1),
                row.getFieldAs(2),
                row.getFieldAs(3),
                row.getFieldAs(4));
    }
}
