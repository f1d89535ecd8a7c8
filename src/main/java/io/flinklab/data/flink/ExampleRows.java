package io.flinklab.data.flink;

import io.flinklab.data.CategoryText;
import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/**
 * The codec between examples and Flink rows: the schema's columns by position and name, in its
 * order, without those that it ignores. A number-typed key is a LONG, another key and a category a
 * STRING, every other column a DOUBLE: NaN for a missing number and for a label that is not known.
 * No field is ever null. Immutable.
 */
public final class ExampleRows implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Schema schema;
    private final List<Column> columns;
    private final RowTypeInfo type;

    /** The codec of a schema's examples. */
    public ExampleRows(Schema schema) {
        this.schema = schema;
        columns =
                new ArrayList<>(
                        schema.columns().stream()
                                .filter(column -> !(column instanceof Column.Ignored))
                                .toList());
        type =
                new RowTypeInfo(
                        columns.stream().map(ExampleRows::type).toArray(TypeInformation<?>[]::new),
                        columns.stream().map(Column::name).toArray(String[]::new));
    }

    /** The schema. */
    public Schema schema() {
        return schema;
    }

    /** The type of the rows. */
    public RowTypeInfo type() {
        return type;
    }

    private static TypeInformation<?> type(Column column) {
        if (column instanceof Column.Key key) {
            return key.type() == Column.Key.Type.NUMBER ? Types.LONG : Types.STRING;
        }
        return column instanceof Column.Category ? Types.STRING : Types.DOUBLE;
    }

    /** A row of {@link #type()}. */
    public Row toRow(Example example) {
        Row row = new Row(columns.size());
        write(example, row);
        return row;
    }

    /** Sets the first fields of a longer row. */
    public void write(Example example, Row row) {
        int number = 0;
        int text = 0;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            // The records first: whether a class has an interface takes longer to find out.
            if (column instanceof Column.Category) {
                row.setField(i, example.text(text++));
            } else if (column instanceof Column.Key) {
                row.setField(i, example.key());
            } else if (column instanceof Column.Label) {
                row.setField(i, example.label());
            } else {
                row.setField(i, example.number(number++));
            }
        }
    }

    /**
     * The example in a row of {@link #type()}, or in one whose first fields are those.
     *
     * @throws IllegalArgumentException a category is none; see {@link CategoryText}
     */
    public Example fromRow(Row row) {
        double[] numbers = new double[schema.numbers().size()];
        String[] texts = new String[schema.categories().size()];
        Comparable<?> key = null;
        double label = Double.NaN;
        int number = 0;
        int text = 0;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column instanceof Column.Category category) {
                texts[text++] = CategoryText.require(category.name(), row.getFieldAs(i));
            } else if (column instanceof Column.Key) {
                key = row.getFieldAs(i);
            } else if (column instanceof Column.Label) {
                label = row.<Double>getFieldAs(i);
            } else {
                numbers[number++] = row.<Double>getFieldAs(i);
            }
        }
        return new Example(key, numbers, texts, label);
    }
}
