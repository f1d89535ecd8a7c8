package io.flinklab.online;

import io.flinklab.online.drift.Alarm;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Alarms of drift as Flink rows. */
public final class AlarmRows {
    /**
     * {@code time}: of the row that gave the alarm, milliseconds since 1970 UTC; {@code row}: its
     * number among the rows that were looked at, from 1 on; {@code subject}: {@code column}, {@code
     * score} or {@code outcome}; {@code column}: its name, or empty; {@code detector}: as {@code
     * psi} or {@code adwin}; {@code value} and {@code threshold}: the statistic and what it
     * reached; {@code sinceRow} and {@code sinceTime}: the first of the rows that were compared. No
     * field is ever null.
     */
    public static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {
                        Types.LONG,
                        Types.LONG,
                        Types.STRING,
                        Types.STRING,
                        Types.STRING,
                        Types.DOUBLE,
                        Types.DOUBLE,
                        Types.LONG,
                        Types.LONG
                    },
                    new String[] {
                        "time",
                        "row",
                        "subject",
                        "column",
                        "detector",
                        "value",
                        "threshold",
                        "sinceRow",
                        "sinceTime"
                    });

    private AlarmRows() {}

    /** A row of {@link #TYPE}. */
    static Row of(Alarm alarm) {
        return Row.of(
                alarm.time(),
                alarm.row(),
                alarm.subject(),
                alarm.column(),
                alarm.detector(),
                alarm.evidence().value(),
                alarm.evidence().threshold(),
                alarm.sinceRow(),
                alarm.sinceTime());
    }
}
