package io.flinklab.data;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Examples from values that have the columns' names: of a Flink row, a database, a map. Not
 * thread-safe.
 */
public final class ValueReader {
    private final ExampleBuilder example;
    private final int[] columns;

    /**
     * A reader of values in a fixed order.
     *
     * @param names of the values; each a column of the schema, in any order, the label and the key
     *     among them or not
     * @throws IllegalArgumentException a name is no column's
     */
    public ValueReader(Schema schema, List<String> names) {
        example = new ExampleBuilder(schema);
        columns = new int[names.size()];
        for (int i = 0; i < columns.length; i++) {
            try {
                columns[i] = example.position(names.get(i));
            } catch (BadValue unknown) {
                throw new IllegalArgumentException(unknown.getMessage(), unknown);
            }
        }
    }

    /**
     * An example.
     *
     * @param values gives the value at a position of the names: a number, a text, a Boolean; null
     *     and NaN are missing
     * @throws IllegalArgumentException a value does not fit its column; the message names it
     */
    public Example read(IntFunction<?> values) {
        example.start();
        try {
            for (int i = 0; i < columns.length; i++) {
                example.setValue(columns[i], values.apply(i));
            }
            return example.buildKeyless();
        } catch (BadValue bad) {
            throw new IllegalArgumentException(
                    bad.column().isEmpty()
                            ? bad.getMessage()
                            : bad.column() + ": " + bad.getMessage(),
                    bad);
        }
    }
}
