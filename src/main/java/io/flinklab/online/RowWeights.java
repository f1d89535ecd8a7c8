package io.flinklab.online;

import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.EventRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.Row;

/**
 * The column of a stream's rows that weighs them, if there is one. A column that the model's schema
 * ignores, or does not have, is read for its weight alone; a number of the schema stays a feature.
 */
final class RowWeights implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final NumberRange RANGE = NumberRange.decimal(0, Column.MAX_NUMBER);

    private final String column;
    private final Schema rows;

    /** The weight's place among the rows' numbers; below 0 where there is none. */
    private final int number;

    private final boolean isFurtherColumn;

    /**
     * @param model what the model reads
     * @param column the column's name; empty for none
     * @throws IllegalArgumentException the column is something else
     */
    RowWeights(Schema model, String column) {
        this.column = column;
        Column known = model.column(column).orElse(null);
        boolean isFeature = known instanceof Column.Numeric;
        if (column.isEmpty() || isFeature) {
            rows = model;
        } else if (known == null) {
            rows = with(model, weight());
        } else if (known instanceof Column.Ignored) {
            rows = model.with(weight());
        } else {
            throw new IllegalArgumentException(
                    ("%s: expected a weight in a column of numbers, or in one that the model's schema"
                                    + " ignores or does not have; found a %s.")
                            .formatted(column, known.role()));
        }
        number = rows.numberNames().indexOf(column);
        isFurtherColumn = !rows.equals(model);
    }

    private Column weight() {
        return new Column.Number(column, RANGE, Missing.REFUSED);
    }

    private static Schema with(Schema model, Column column) {
        List<Column> columns = new ArrayList<>(model.columns());
        columns.add(column);
        return Schema.of(columns);
    }

    /** What the stream's rows hold: the model's schema, and the weight. */
    Schema rows() {
        return rows;
    }

    /** Whether the rows have a column that the model does not read. */
    boolean isFurtherColumn() {
        return isFurtherColumn;
    }

    /**
     * The weight of an example of {@link #rows}; 1 where no column weighs.
     *
     * @throws IllegalArgumentException it is missing or below 0
     */
    double of(Example example) {
        if (number < 0) {
            return 1;
        }
        double weight = example.number(number);
        if (!(weight >= 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException(
                    "%s: expected a weight of 0 or more, found %s"
                            .formatted(column, Double.isNaN(weight) ? "none" : weight));
        }
        return weight;
    }

    /** The example as the model's schema has it. */
    Example forModel(Example example) {
        return isFurtherColumn ? example.withoutNumber(number) : example;
    }

    /** The same for a row of {@link EventRows#TYPE}. */
    Row forModel(Row event) {
        return EventRows.with(event, forModel(EventRows.example(event)));
    }
}
