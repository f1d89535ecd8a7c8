package io.flinklab.notebook;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.param.Param;
import org.apache.flink.types.Row;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import tech.tablesaw.api.Table;

/**
 * What a cell calls to show something. A cell's last expression is shown by itself; {@link #show}
 * is for what stands before it.
 */
public final class Show {
    private Show() {}

    /**
     * Shows each value below the cell: a {@link View}, a Tablesaw table, a chart, or its text.
     * Outside a notebook it prints their texts.
     */
    public static void show(Object... values) {
        BaseKernel kernel = BaseKernel.notebookKernel();
        for (Object value : values) {
            if (kernel == null) {
                System.out.println(value);
            } else {
                kernel.display(kernel.getRenderer().render(value));
            }
        }
    }

    /** Values as a table; see {@link Grid#of}. */
    public static Grid table(String title, List<String> columns, List<? extends List<?>> rows) {
        return Grid.of(title, columns, rows);
    }

    /**
     * Flink rows as a table, vectors readable. The columns are those of a Flink table that the rows
     * come from, otherwise numbered; rows that know only names have them in no order: name the
     * columns instead.
     */
    public static Grid rows(String title, List<Row> rows) {
        if (rows.isEmpty()) {
            return new Grid(title, List.of(), List.of());
        }
        Row first = rows.get(0);
        List<String> columns =
                first.getFieldNames(true) == null
                        ? IntStream.range(0, first.getArity()).mapToObj(i -> "f" + i).toList()
                        : List.copyOf(first.getFieldNames(true));
        return rows(title, columns, rows);
    }

    /** Some columns of named Flink rows as a table, vectors readable. */
    public static Grid rows(String title, List<String> columns, List<Row> rows) {
        return Grid.of(title, columns, rows.stream().map(row -> fields(row, columns)).toList());
    }

    /** A Tablesaw table as ours; its title is the table's name. */
    public static Grid table(Table table) {
        return Grid.of(
                table.name() == null ? "" : table.name(),
                table.columnNames(),
                IntStream.range(0, table.rowCount())
                        .mapToObj(i -> table.columns().stream().map(c -> c.get(i)).toList())
                        .toList());
    }

    /** The options that a Flink ML stage was given, by name, in Flink ML's own words. */
    public static Grid options(Stage<?> stage) {
        return Grid.of(
                stage.getClass().getSimpleName(),
                List.of("option", "value", "meaning"),
                stage.getParamMap().entrySet().stream()
                        .sorted(Comparator.comparing(option -> option.getKey().name))
                        .map(Show::option)
                        .toList());
    }

    private static List<String> option(Map.Entry<Param<?>, Object> option) {
        return List.of(
                option.getKey().name,
                String.valueOf(option.getValue()),
                option.getKey().description);
    }

    private static List<Object> fields(Row row, List<String> columns) {
        boolean named = row.getFieldNames(true) != null;
        return IntStream.range(0, columns.size())
                .mapToObj(i -> named ? row.getField(columns.get(i)) : row.getField(i))
                .toList();
    }

    /**
     * A place below a cell that shows one value after another: each replaces the one before, and
     * the last one stays in the notebook.
     */
    public static final class LiveView {
        private final String id = UUID.randomUUID().toString();
        private boolean shown;

        /** Shows a value; outside a notebook it prints its text. */
        public void show(Object value) {
            BaseKernel kernel = BaseKernel.notebookKernel();
            if (kernel == null) {
                System.out.println(value);
                return;
            }
            DisplayData data = kernel.getRenderer().render(value);
            // The setter of DisplayData has another signature in each release of the kernel.
            data.putTransientData("display_id", id);
            if (shown) {
                kernel.getIO().display.updateDisplay(data);
            } else {
                kernel.display(data);
                shown = true;
            }
        }
    }
}
