package io.flinklab.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.param.Param;
import org.apache.flink.types.Row;

/** What stages of Flink ML did to a few rows: a line for each column, a column for each row. */
public final class StageOutputs {
    private static final List<String> INPUTS = List.of("inputCol", "inputCols", "featuresCol");
    private static final List<String> OUTPUTS = List.of("outputCol", "outputCols");

    private StageOutputs() {}

    /**
     * The columns that each stage read, where they are not shown yet, and those that it added.
     *
     * @param name the column whose values stand above the rows
     * @param stages in the order in which they transformed the rows
     * @param rows by name, with all of the stages' columns
     */
    public static Grid table(String title, String name, List<Stage<?>> stages, List<Row> rows) {
        List<String> header = new ArrayList<>(List.of("stage", "column"));
        rows.forEach(row -> header.add(String.valueOf(row.getField(name))));
        List<List<String>> lines = new ArrayList<>();
        Set<String> shown = new LinkedHashSet<>();
        for (Stage<?> stage : stages) {
            columns(stage, INPUTS).filter(shown::add).forEach(c -> lines.add(line("", c, rows)));
            columns(stage, OUTPUTS)
                    .filter(shown::add)
                    .forEach(c -> lines.add(line(stage.getClass().getSimpleName(), c, rows)));
        }
        return new Grid(title, header, lines);
    }

    private static Stream<String> columns(Stage<?> stage, List<String> options) {
        return stage.getParamMap().entrySet().stream()
                .filter(option -> options.contains(option.getKey().name))
                .flatMap(StageOutputs::names);
    }

    private static Stream<String> names(Map.Entry<Param<?>, Object> option) {
        return option.getValue() instanceof Object[] several
                ? Arrays.stream(several).map(String::valueOf)
                : Stream.of(String.valueOf(option.getValue()));
    }

    private static List<String> line(String stage, String column, List<Row> rows) {
        List<Object> values = rows.stream().map(row -> row.getField(column)).toList();
        CellFormat format = CellFormat.of(values);
        List<String> line = new ArrayList<>(List.of(stage, column));
        values.forEach(value -> line.add(text(format, value)));
        return line;
    }

    private static String text(CellFormat format, Object value) {
        return value instanceof Object[] several
                ? String.join(" | ", Arrays.stream(several).map(format::text).toList())
                : format.text(value);
    }
}
