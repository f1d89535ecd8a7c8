package io.flinklab.serving;

import io.flinklab.data.Customer;
import java.util.List;

/** The columns of a customer that a model may read, by position. */
public final class CustomerColumns {
    /** Columns of numbers. */
    public static final List<String> NUMBERS =
            List.of(
                    "CreditScore",
                    "Age",
                    "Tenure",
                    "Balance",
                    "NumOfProducts",
                    "HasCrCard",
                    "IsActiveMember",
                    "EstimatedSalary");

    /** Columns of text. */
    public static final List<String> TEXTS = List.of("Geography", "Gender");

    private CustomerColumns() {}

    /** Puts the customer's {@link #NUMBERS} into the first elements of an array. */
    public static void readNumbers(Customer customer, double[] into) {
        into[0] = customer.creditScore();
        into[1] = customer.age();
        into[2] = customer.tenure();
        into[3] = customer.balance();
        into[4] = customer.numOfProducts();
        into[5] = customer.hasCrCard();
        into[6] = customer.isActiveMember();
        into[7] = customer.estimatedSalary();
    }

    /** The customer's value of one of {@link #TEXTS}. */
    public static String text(Customer customer, int column) {
        return column == 0 ? customer.geography() : customer.gender();
    }

    /** The customer's value of a column: a {@code Double} or a {@code String}. */
    public static Object value(Customer customer, String column) {
        int text = TEXTS.indexOf(column);
        if (text >= 0) {
            return text(customer, text);
        }
        int number = NUMBERS.indexOf(column);
        if (number < 0) {
            throw new IllegalArgumentException(
                    "Expected one of " + NUMBERS + " or " + TEXTS + "; found " + column + ".");
        }
        double[] numbers = new double[NUMBERS.size()];
        readNumbers(customer, numbers);
        return numbers[number];
    }
}
