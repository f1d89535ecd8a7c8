package io.flinklab.data;

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
    static Group of(List<Customer> customers, String columns, String values) {
        List<Customer> members = customers.stream().filter(c -> isIn(c, columns, values)).toList();
        return new Group(
                members.size(),
                (double) members.size() / customers.size(),
                members.stream().mapToDouble(Customer::exited).average().orElseThrow());
    }

    private static boolean isIn(Customer customer, String columns, String group) {
        Iterator<String> wanted = Arrays.asList(group.split("\\+")).iterator();
        return Arrays.stream(columns.split("\\+"))
                .allMatch(column -> matches(customer, column, wanted.next()));
    }

    private static boolean matches(Customer customer, String column, String wanted) {
        return switch (column) {
            case "all" -> true;
            case "Geography" -> customer.geography().equals(wanted);
            case "Gender" -> customer.gender().equals(wanted);
            case "BalanceZero" -> (customer.balance() == 0) == wanted.equals("1");
            case "AgeBand" -> isInBand(customer.age(), wanted.split("-"));
            default -> value(column).applyAsDouble(customer) == Double.parseDouble(wanted);
        };
    }

    private static boolean isInBand(double age, String[] bounds) {
        return age > Double.parseDouble(bounds[0]) && age <= Double.parseDouble(bounds[1]);
    }

    static ToDoubleFunction<Customer> value(String column) {
        return switch (column) {
            case "CreditScore" -> Customer::creditScore;
            case "Age" -> Customer::age;
            case "Tenure" -> Customer::tenure;
            case "Balance" -> Customer::balance;
            case "NumOfProducts" -> Customer::numOfProducts;
            case "HasCrCard" -> Customer::hasCrCard;
            case "IsActiveMember" -> Customer::isActiveMember;
            case "EstimatedSalary" -> Customer::estimatedSalary;
            default -> throw new IllegalArgumentException(column);
        };
    }
}
