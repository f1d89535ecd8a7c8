package io.flinklab.lesson;

import io.flinklab.data.Customer;
import io.flinklab.data.CustomerSchema;
import java.util.List;
import java.util.stream.Stream;

/**
 * What if this customer were like that in one respect?
 *
 * @param column a column of numbers, but not the label: one of {@link CustomerSchema#NUMERIC} or
 *     {@link CustomerSchema#FLAGS}
 * @param value the column's new value
 */
public record CustomerChange(String column, double value) {
    private static final List<String> COLUMNS =
            Stream.of(CustomerSchema.NUMERIC, CustomerSchema.FLAGS).flatMap(List::stream).toList();

    /** Refuses another column. */
    public CustomerChange {
        if (!COLUMNS.contains(column)) {
            throw new IllegalArgumentException(
                    "Expected one of the columns " + COLUMNS + ", found " + column);
        }
    }

    /** The customer with the column changed and all else as it was. */
    public Customer of(Customer customer) {
        return new Customer(
                customer.rowNumber(),
                customer.customerId(),
                customer.surname(),
                choose("CreditScore", customer.creditScore()),
                customer.geography(),
                customer.gender(),
                choose("Age", customer.age()),
                choose("Tenure", customer.tenure()),
                choose("Balance", customer.balance()),
                choose("NumOfProducts", customer.numOfProducts()),
                choose("HasCrCard", customer.hasCrCard()),
                choose("IsActiveMember", customer.isActiveMember()),
                choose("EstimatedSalary", customer.estimatedSalary()),
                customer.exited());
    }

    private double choose(String name, double before) {
        return name.equals(column) ? value : before;
    }
}
