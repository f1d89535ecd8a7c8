package io.flinklab.lesson;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.flink.ExampleRows;
import java.util.Collection;
import java.util.List;

/** One column of some customers. */
public final class CustomerColumn {
    private static final ExampleRows CODEC = new ExampleRows(Churn.SCHEMA);

    private CustomerColumn() {}

    /**
     * A column of numbers, or the label.
     *
     * @return one value for each customer, in their order
     * @throws IllegalArgumentException customers have no such column of numbers
     */
    public static double[] numbers(Collection<Example> customers, String column) {
        if (column.equals(Churn.SCHEMA.requireLabel().name())) {
            return customers.stream().mapToDouble(Example::label).toArray();
        }
        int position = Churn.SCHEMA.number(column);
        return customers.stream().mapToDouble(customer -> customer.number(position)).toArray();
    }

    /**
     * One customer's value: a number, or the text of a category.
     *
     * @throws IllegalArgumentException customers have no such column, or it is ignored
     */
    public static Object value(Example customer, String column) {
        int position = CODEC.type().getFieldIndex(column);
        if (position < 0) {
            throw new IllegalArgumentException(
                    "Expected one of the columns "
                            + List.of(CODEC.type().getFieldNames())
                            + ", found "
                            + column);
        }
        return CODEC.toRow(customer).getField(position);
    }

    /**
     * A customer who differs in one column: what if?
     *
     * @param column a column of numbers, but not the label
     * @param value the column's new value
     * @throws IllegalArgumentException customers have no such column of numbers
     */
    public static Example changed(Example customer, String column, double value) {
        return customer.withNumber(Churn.SCHEMA.number(column), value);
    }
}
