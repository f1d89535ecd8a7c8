package io.flinklab.lesson;

import io.flinklab.data.Customer;
import io.flinklab.data.CustomerRows;
import io.flinklab.data.CustomerSchema;
import java.util.Collection;
import org.apache.flink.api.common.typeinfo.Types;

/** One column of some customers. */
public final class CustomerColumn {
    private CustomerColumn() {}

    /**
     * A column of numbers.
     *
     * @param column a name of {@link CustomerSchema#COLUMNS}, not of text
     * @return one value for each customer, in their order
     */
    public static double[] numbers(Collection<Customer> customers, String column) {
        int position = CustomerSchema.COLUMNS.indexOf(column);
        if (position < 0 || CustomerRows.TYPE.getTypeAt(position).equals(Types.STRING)) {
            throw new IllegalArgumentException(
                    "Expected a column of numbers, found %s; the columns are %s"
                            .formatted(column, CustomerSchema.COLUMNS));
        }
        return customers.stream()
                .map(customer -> CustomerRows.toRow(customer).<Number>getFieldAs(position))
                .mapToDouble(Number::doubleValue)
                .toArray();
    }
}
