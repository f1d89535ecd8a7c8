package io.flinklab.data;

import io.flinklab.churn.Churn;
import java.util.List;

/** The course's table with customers told apart by their surnames. */
public final class Named {
    public static final Schema SCHEMA =
            Schema.of(
                    Churn.SCHEMA.columns().stream()
                            .map(
                                    column ->
                                            switch (column.name()) {
                                                case "Surname" ->
                                                        new Column.Key(
                                                                "Surname", Column.Key.Type.TEXT);
                                                case "CustomerId" ->
                                                        new Column.Ignored("CustomerId");
                                                default -> column;
                                            })
                            .toList());

    private Named() {}

    static List<String> surnames(Dataset data) {
        return data.examples().stream().map(Named::surname).toList();
    }

    public static String surname(Example customer) {
        return (String) customer.key();
    }
}
