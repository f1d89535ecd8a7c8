package io.flinklab.flinkml;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.ml.linalg.SparseVector;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.types.Row;

/**
 * What came out of a stage.
 *
 * @param rows in any order
 */
record StageOutput(List<OutputRow> rows) {

    /**
     * A row as text, without the columns that were there before.
     *
     * @param id of the row that went in, where it is one of those
     * @param values the new columns; numbers have six digits, so that the order of a sum does not
     *     count
     */
    record OutputRow(Optional<Long> id, String values) {
        private static final List<String> INPUTS = List.of(SixRows.TYPE.getFieldNames());

        static OutputRow of(List<String> columns, Row row) {
            Object id = columns.contains(SixRows.ID) ? row.getField(SixRows.ID) : null;
            String values =
                    columns.stream()
                            .filter(column -> !INPUTS.contains(column))
                            .map(column -> column + " " + text(row.getField(column)))
                            .collect(Collectors.joining(", "));
            return new OutputRow(Optional.ofNullable((Long) id), values);
        }

        boolean hasNaN() {
            return values.contains("NaN");
        }

        private static String text(Object value) {
            if (value instanceof Double number) {
                return String.format(Locale.ROOT, "%.6g", number + 0.0);
            }
            if (value instanceof SparseVector vector) {
                return vector.n + text(vector.indices) + text(vector.values);
            }
            if (value instanceof Vector vector) {
                return text(vector.toArray());
            }
            if (value != null && value.getClass().isArray()) {
                return IntStream.range(0, Array.getLength(value))
                        .mapToObj(i -> text(Array.get(value, i)))
                        .collect(Collectors.joining(" ", "[", "]"));
            }
            return String.valueOf(value);
        }
    }

    /** That part of the output, as sorted lines, which has to be the same in each run. */
    List<String> lines(StageCase.Compared compared) {
        return switch (compared) {
            case VALUES -> sorted(rows).stream().map(OutputRow::toString).toList();
            case ROWS -> ids().map(String::valueOf).toList();
            case GROUPS -> groups();
        };
    }

    /** What came out of the other rows. */
    StageOutput without(long id) {
        return new StageOutput(
                rows.stream().filter(row -> !row.id().equals(Optional.of(id))).toList());
    }

    private Stream<Long> ids() {
        return rows.stream().flatMap(row -> row.id().stream()).sorted();
    }

    /** Each row's value is replaced by the first row's number that has it. */
    private List<String> groups() {
        List<OutputRow> known = sorted(rows.stream().filter(row -> row.id().isPresent()).toList());
        List<String> values = known.stream().map(OutputRow::values).toList();
        return known.stream()
                .map(row -> row.id().get() + " is as " + values.indexOf(row.values()))
                .toList();
    }

    private static List<OutputRow> sorted(List<OutputRow> rows) {
        List<OutputRow> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(OutputRow::toString));
        return sorted;
    }
}
