package io.flinklab.churn;

import io.flinklab.data.Example;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Customers who are alike.
 *
 * @param size how many they are
 * @param share of all customers
 * @param churn the share of them who left
 */
record Group(int size, double share, double churn) {

    /** The customers whose columns, joined by +, have these values, joined by +. */
    static Group of(List<Example> customers, String columns, String values) {
        List<Example> members = customers.stream().filter(c -> isIn(c, columns, values)).toList();
        return new Group(
                members.size(),
                (double) members.size() / customers.size(),
                members.stream().mapToDouble(each -> each.label()).average().orElseThrow());
    }

    private static boolean isIn(Example customer, String columns, String group) {
        Iterator<String> wanted = Arrays.asList(group.split("\\+")).iterator();
        return Arrays.stream(columns.split("\\+"))
                .allMatch(column -> matches(customer, column, wanted.next()));
    }

    private static boolean matches(Example customer, String column, String wanted) {
        return switch (column) {
            case "all" -> true;
            case "Geography" -> customer.text(0).equals(wanted);
            case "Gender" -> customer.text(1).equals(wanted);
            case "BalanceZero" -> (customer.number(3) == 0) == wanted.equals("1");
            case "AgeBand" -> isInBand(customer.number(1), wanted.split("-"));
            default -> value(column).applyAsDouble(customer) == Double.parseDouble(wanted);
        };
    }

    private static boolean isInBand(double age, String[] bounds) {
        return age > Double.parseDouble(bounds[0]) && age <= Double.parseDouble(bounds[1]);
    }

    static ToDoubleFunction<Example> value(String column) {
        return switch (column) {
            case "CreditScore" -> each -> each.number(0);
            case "Age" -> each -> each.number(1);
            case "Tenure" -> each -> each.number(2);
            case "Balance" -> each -> each.number(3);
            case "NumOfProducts" -> each -> each.number(4);
            case "HasCrCard" -> each -> each.number(5);
            case "IsActiveMember" -> each -> each.number(6);
            case "EstimatedSalary" -> each -> each.number(7);
            default -> throw new IllegalArgumentException(column);
        };
    }
}
