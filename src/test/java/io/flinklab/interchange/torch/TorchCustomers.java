package io.flinklab.interchange.torch;

import io.flinklab.data.Customer;
import io.flinklab.data.CustomerFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The shipped customers, and some of whom no model has seen the like. */
final class TorchCustomers {
    private static final List<Customer> SHIPPED =
            CustomerFile.read(Path.of("data/churn.csv")).customers();

    private TorchCustomers() {}

    static List<Customer> shipped() {
        return SHIPPED;
    }

    /** All shipped ones, with strangers among them. */
    static List<Customer> all() {
        List<Customer> all = new ArrayList<>(SHIPPED);
        all.add(1, with("Italy", "Male", 40, 2));
        all.add(5_000, with("France", "Other", 17.5, 4));
        all.add(with("", "", 93, 0));
        return all;
    }

    static Customer with(String geography, String gender, double age, double products) {
        return new Customer(
                1, 2, "Ben", 700, geography, gender, age, 4, 1e5, products, 0, 1, 5e4, 0);
    }
}
