package io.flinklab.lesson;

import io.flinklab.churn.Customer;
import io.flinklab.data.Example;

/** Customers made up for tests. */
final class FewCustomers {
    private FewCustomers() {}

    static Example from(String geography, double exited) {
        return new Customer(1, 1, "Ann", 600, geography, "Male", 40, 1, 0, 1, 1, 1, 1, exited)
                .toExample();
    }

    static Example withBalance(double balance, double exited) {
        return new Customer(1, 1, "Ann", 600, "Spain", "Male", 40, 1, balance, 1, 1, 1, 1, exited)
                .toExample();
    }
}
