package io.flinklab.notebook;

import io.flinklab.churn.Churn;
import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.training.StageView;
import java.util.Collection;
import java.util.List;
import org.apache.flink.types.Row;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Rows as Tablesaw tables, to be counted and drawn. */
public final class Tables {
    private static final String SHARE = "share who left";
    private static final String BAND = "band";
    private static final int FEW = 10;

    private Tables() {}

    /**
     * The schema's columns but those that it ignores: text, whole numbers and numbers with
     * decimals. An unknown label is a missing value, and so is a missing number.
     */
    public static Table of(Schema schema, Collection<Example> examples) {
        ExampleRows codec = new ExampleRows(schema);
        Table table = Table.create("rows");
        for (String name : codec.type().getFieldNames()) {
            table.addColumns(empty(schema.column(name).orElseThrow()));
        }
        for (Example example : examples) {
            Row row = codec.toRow(example);
            for (int i = 0; i < table.columnCount(); i++) {
                append(table.column(i), row.getField(i));
            }
        }
        return table;
    }

    /** Mean, standard deviation, minimum, median and maximum of some columns of numbers. */
    public static Grid summary(String title, Table table, List<String> columns) {
        return Grid.of(
                title,
                List.of("column", "mean", "std", "min", "median", "max"),
                columns.stream().map(name -> summary(table.numberColumn(name))).toList());
    }

    /**
     * A copy with one more column that says into which band of equal width a number falls, by the
     * band's lower end.
     *
     * @param column whole numbers
     * @param width of a band, 1 or more
     * @param band the new column's name
     */
    public static Table banded(Table table, String column, int width, String band) {
        LongColumn bands = LongColumn.create(band);
        table.longColumn(column)
                .forEach(value -> bands.append(Math.floorDiv(value, (long) width) * width));
        return table.copy().addColumns(bands);
    }

    /**
     * Counts, for each value of a column or each pair of values of two columns, the course's
     * customers who have it and how many of them left.
     */
    public static Table rates(Table customers, String... groups) {
        Table rates =
                customers
                        .summarize(
                                Churn.SCHEMA.requireLabel().name(),
                                AggregateFunctions.count,
                                AggregateFunctions.sum,
                                AggregateFunctions.mean)
                        .by(groups)
                        .sortOn(groups);
        List<String> names = List.of("customers", "left", SHARE);
        for (int i = 0; i < names.size(); i++) {
            rates.column(groups.length + i).setName(names.get(i));
        }
        return rates.setName("Who left, by " + String.join(" and ", groups));
    }

    /** {@link #rates} as bars. */
    public static Picture rateBars(Table customers, String group) {
        Table rates = rates(customers, group);
        return Charts.bars(
                rates.name(),
                group,
                SHARE,
                rates.column(group).asStringColumn().asList(),
                rates.numberColumn(SHARE).asDoubleArray());
    }

    /**
     * {@link #rates} over bands of a number, each at its middle. Bands of fewer than 10 customers
     * are left out: their shares are chance.
     *
     * @param column whole numbers
     * @param width of a band, 1 or more
     */
    public static Line rateLine(String name, Table customers, String column, int width) {
        Table rates = rates(banded(customers, column, width, BAND), BAND);
        Table large = rates.where(rates.numberColumn("customers").isGreaterThanOrEqualTo(FEW));
        return new Line(
                name,
                large.numberColumn(BAND).add((width - 1) / 2.0).asDoubleArray(),
                large.numberColumn(SHARE).asDoubleArray());
    }

    /**
     * What a stage did: the key of each row, the columns that it read, the columns that it added.
     */
    public static Grid stage(StageView view) {
        return Show.rows(view.title(), view.columns(), view.rows());
    }

    private static tech.tablesaw.columns.Column<?> empty(Column column) {
        if (column instanceof Column.Numeric number) {
            return number.range().whole()
                    ? LongColumn.create(column.name())
                    : DoubleColumn.create(column.name());
        }
        boolean text =
                column instanceof Column.Category
                        || column instanceof Column.Key key && key.type() == Column.Key.Type.TEXT;
        return text ? StringColumn.create(column.name()) : LongColumn.create(column.name());
    }

    private static void append(tech.tablesaw.columns.Column<?> column, Object value) {
        if (value instanceof Double number && Double.isNaN(number)) {
            column.appendMissing();
        } else if (column instanceof LongColumn whole) {
            whole.append(((Number) value).longValue());
        } else if (column instanceof DoubleColumn decimal) {
            decimal.append((double) value);
        } else {
            ((StringColumn) column).append((String) value);
        }
    }

    private static List<Object> summary(NumericColumn<?> column) {
        return List.of(
                column.name(),
                column.mean(),
                column.standardDeviation(),
                column.min(),
                column.median(),
                column.max());
    }
}
