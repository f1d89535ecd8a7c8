package io.flinklab.online;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** The quality of a stream's scores as Flink rows. */
public final class QualityRows {
    /**
     * {@code time}: the newest event time so far, milliseconds since 1970 UTC; {@code seen}: graded
     * rows so far; {@code window}: which of them are measured, as {@code 1000 rows}, {@code 1 h} or
     * {@code fading=0.999}; {@code sliceColumn} and {@code sliceValue}: the category whose rows are
     * measured, or empty for all; {@code rows}: how many are measured; then DOUBLE fields, NaN
     * where a measure is undefined: {@code positiveShare}, {@code auroc}, {@code averagePrecision},
     * {@code logLoss}, {@code brier}, {@code accuracy}, {@code scoreBias} (mean score minus share
     * of positives), {@code calibrationError}, {@code majorityAccuracy}, {@code noChangeAccuracy},
     * {@code kappa}, {@code kappaTemporal}, {@code kappaM}. No field is ever null.
     */
    public static final RowTypeInfo TYPE = type();

    private QualityRows() {}

    private static RowTypeInfo type() {
        List<String> names =
                new ArrayList<>(
                        List.of("time", "seen", "window", "sliceColumn", "sliceValue", "rows"));
        List<TypeInformation<?>> types =
                new ArrayList<>(
                        List.of(
                                Types.LONG,
                                Types.LONG,
                                Types.STRING,
                                Types.STRING,
                                Types.STRING,
                                Types.LONG));
        for (String measure : Quality.NONE.measures().keySet()) {
            names.add(measure);
            types.add(Types.DOUBLE);
        }
        return new RowTypeInfo(
                types.toArray(TypeInformation<?>[]::new), names.toArray(String[]::new));
    }

    /** A row of {@link #TYPE}. */
    static Row of(
            long time,
            long seen,
            QualityWindow window,
            String sliceColumn,
            String sliceValue,
            Quality quality) {
        Row row = new Row(TYPE.getArity());
        int field = 0;
        row.setField(field++, time);
        row.setField(field++, seen);
        row.setField(field++, window.toString());
        row.setField(field++, sliceColumn);
        row.setField(field++, sliceValue);
        row.setField(field++, quality.rows());
        for (double measure : quality.measures().values()) {
            row.setField(field++, measure);
        }
        return row;
    }
}
