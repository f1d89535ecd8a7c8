package io.flinklab.interchange.torch;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Column;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.data.Missing;
import io.flinklab.data.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The shipped customers, and some of whom no model has seen the like. */
final class TorchCustomers {
    /** The course's table with its categories, for models that bring no metadata. */
    static final Schema SCHEMA =
            Schema.of(
                    Churn.SCHEMA.columns().stream()
                            .map(
                                    column ->
                                            switch (column.name()) {
                                                case "Geography" ->
                                                        known(column, "France", "Germany", "Spain");
                                                case "Gender" -> known(column, "Female", "Male");
                                                default -> column;
                                            })
                            .toList());

    private static final List<Example> SHIPPED =
            Dataset.read(Churn.SCHEMA, Path.of("data/churn.csv")).examples();

    private TorchCustomers() {}

    private static Column known(Column column, String... values) {
        return new Column.Category(column.name(), List.of(values), Missing.REFUSED);
    }

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
