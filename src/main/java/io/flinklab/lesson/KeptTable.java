package io.flinklab.lesson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.common.datastream.TableUtils;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * The rows of a Flink table, kept in memory. A Flink table holds no rows but the steps that make
 * them, and each job takes all these steps again; a kept table was made by one job and can be given
 * to many.
 */
public final class KeptTable {
    private final StreamTableEnvironment tables;
    private final RowTypeInfo type;
    private final List<Row> rows;

    private KeptTable(StreamTableEnvironment tables, RowTypeInfo type, List<Row> rows) {
        this.tables = tables;
        this.type = type;
        this.rows = List.copyOf(rows);
    }

    /**
     * Runs the job that makes the table's rows.
     *
     * @param tables the table's environment
     * @param table bounded; its rows have to fit into memory
     */
    public static KeptTable of(StreamTableEnvironment tables, Table table) throws Exception {
        RowTypeInfo type = TableUtils.getRowTypeInfo(table.getResolvedSchema());
        return new KeptTable(tables, type, rows(table));
    }

    /** The rows that a table gives, as they arrive; one job. */
    @SuppressWarnings("try") // its close() may be interrupted, which is then the caller's to know
    public static List<Row> rows(Table table) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (CloseableIterator<Row> results = table.execute().collect()) {
            results.forEachRemaining(rows::add);
        }
        return rows;
    }

    /**
     * The rows that a table gives, ascending by a column; one job. What comes from two sources
     * arrives in no order.
     */
    public static <T extends Comparable<T>> List<Row> sorted(Table table, String column)
            throws Exception {
        List<Row> rows = rows(table);
        rows.sort(Comparator.comparing((Row row) -> row.<T>getFieldAs(column)));
        return rows;
    }

    /** All rows, as they arrived. */
    public List<Row> rows() {
        return rows;
    }

    /**
     * Some of the rows, those from one position to before another.
     *
     * @throws IndexOutOfBoundsException there are no such rows
     */
    public KeptTable slice(int from, int to) {
        return new KeptTable(tables, type, rows.subList(from, to));
    }

    /**
     * Single rows by their positions, in the order of these.
     *
     * @throws IndexOutOfBoundsException there is no such row
     */
    public KeptTable select(int... positions) {
        return new KeptTable(tables, type, Arrays.stream(positions).mapToObj(rows::get).toList());
    }

    /**
     * A Flink table of the rows, which reads them from memory.
     *
     * @param environment the one below the table's environment
     */
    public Table table(StreamExecutionEnvironment environment) {
        return tables.fromDataStream(environment.fromCollection(rows, type));
    }

    /** A column of numbers, one for each row. */
    public double[] numbers(String column) {
        return numbers(rows, column);
    }

    /** A column of numbers, one for each row. */
    public static double[] numbers(List<Row> rows, String column) {
        return rows.stream()
                .mapToDouble(row -> row.<Number>getFieldAs(column).doubleValue())
                .toArray();
    }

    /** A column of vectors, one for each row. */
    public List<double[]> vectors(String column) {
        return rows.stream().map(row -> row.<Vector>getFieldAs(column).toArray()).toList();
    }
}
