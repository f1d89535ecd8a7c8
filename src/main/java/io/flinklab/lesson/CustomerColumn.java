package io.flinklab.lesson;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import java.util.Collection;

/** One column of some customers. */
public final class CustomerColumn {
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
}
