package io.flinklab.lesson;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;

/** What customers were like before a change and are like after it: means, and who of them left. */
public final class BeforeAndAfter {
    private static final String ACTIVE = "IsActiveMember";
    private static final String PRODUCTS = "NumOfProducts";

    private BeforeAndAfter() {}

    /**
     * One line for each figure: its name, its value before, its value after. First means of what
     * the customers are, then shares of 0 to 1 of those who left.
     *
     * @param before customers, some of each group
     * @param after the same
     */
    public static List<List<Object>> of(List<Example> before, List<Example> after) {
        List<List<Object>> lines = new ArrayList<>();
        for (String column : List.of("Age", "Balance", PRODUCTS, ACTIVE)) {
            lines.add(List.of("mean " + column, mean(before, column), mean(after, column)));
        }
        lines.add(share("of all", before, after, ACTIVE, any -> true));
        lines.add(share("of active customers", before, after, ACTIVE, active -> active == 1));
        lines.add(share("of inactive customers", before, after, ACTIVE, active -> active == 0));
        lines.add(share("with one product", before, after, PRODUCTS, held -> held == 1));
        lines.add(share("with two products", before, after, PRODUCTS, held -> held == 2));
        return lines;
    }

    private static double mean(List<Example> customers, String column) {
        return Arrays.stream(CustomerColumn.numbers(customers, column)).average().orElseThrow();
    }

    private static List<Object> share(
            String whose,
            List<Example> before,
            List<Example> after,
            String column,
            DoublePredicate group) {
        return List.of(
                "share who left, " + whose,
                share(before, column, group),
                share(after, column, group));
    }

    private static double share(List<Example> customers, String column, DoublePredicate group) {
        int position = Churn.SCHEMA.number(column);
        return customers.stream()
                .filter(customer -> group.test(customer.number(position)))
                .mapToDouble(Example::label)
                .average()
                .orElseThrow();
    }
}
