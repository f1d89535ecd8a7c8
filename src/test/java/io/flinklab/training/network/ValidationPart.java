package io.flinklab.training.network;

import io.flinklab.data.Customer;

/** Which of the training rows only tell when to stop. */
public final class ValidationPart {
    private ValidationPart() {}

    public static boolean holds(Customer customer, NetworkOptions options) {
        NetworkRow row =
                new NetworkRow(
                        customer.customerId(),
                        customer.rowNumber(),
                        new double[0],
                        customer.exited());
        return new SeededAssignment(options.seed()).validates(row, options.validationShare());
    }
}
