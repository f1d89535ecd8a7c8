package io.flinklab.interchange.torch;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The shipped customers, and some of whom no model has seen the like. */
final class TorchCustomers {
    private static final List<Example> SHIPPED =
            Dataset.read(Churn.SCHEMA, Path.of("data/churn.csv")).examples();

    private TorchCustomers() {}

    static List<Example> shipped() {
        return SHIPPED;
    }

    /** All shipped ones, with strangers among them. */
    static List<Example> all() {
        List<Example> all = new ArrayList<>(SHIPPED);
        all.add(1, with("Italy", "Male", 40, 2));
        all.add(5_000, with("France", "Other", 17.5, 4));
        all.add(with("", "", 93, 0));
        return all;
    }

    static Example with(String geography, String gender, double age, double products) {
        return new Customer(
                        1, 2, "Ben", 700, geography, gender, age, 4, 1e5, products, 0, 1, 5e4, 0)
                .toExample();
    }
}
