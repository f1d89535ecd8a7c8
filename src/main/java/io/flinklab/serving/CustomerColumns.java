package io.flinklab.serving;

import io.flinklab.data.Customer;
import io.flinklab.features.FittedStage;
import io.flinklab.features.KnownCategories;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** Puts the customer's {@link #TEXTS} into the first elements of an array. */
    static void readTexts(Customer customer, String[] into) {
        into[0] = customer.geography();
        into[1] = customer.gender();
    }

    /** The customer's value of one of {@link #NUMBERS}. */
    static double number(Customer customer, int column) {
        return switch (column) {
            case 0 -> customer.creditScore();
            case 1 -> customer.age();
            case 2 -> customer.tenure();
            case 3 -> customer.balance();
            case 4 -> customer.numOfProducts();
            case 5 -> customer.hasCrCard();
            case 6 -> customer.isActiveMember();
            default -> customer.estimatedSalary();
        };
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
        return number(customer, number);
    }

    /** What these stages know of the categories in a customer's columns. */
    public static List<KnownCategories> categories(List<FittedStage> stages) {
        return stages.stream()
                .flatMap(stage -> stage.knownCategories().stream())
                .filter(known -> isCustomers(known.column()))
                .toList();
    }

    /** The columns of numbers in which these stages replace NaN, in the order of the table. */
    public static List<String> imputed(List<FittedStage> stages) {
        Map<String, String> sources = new HashMap<>();
        Set<String> imputed = new HashSet<>();
        for (FittedStage stage : stages) {
            if (stage instanceof FittedStage.Imputer imputer) {
                for (int i = 0; i < imputer.inputs().size(); i++) {
                    String input = imputer.inputs().get(i);
                    String source = sources.getOrDefault(input, input);
                    sources.put(imputer.outputs().get(i), source);
                    if (imputer.imputesNaN()) {
                        imputed.add(source);
                    }
                }
            }
        }
        return NUMBERS.stream().filter(imputed::contains).toList();
    }

    private static boolean isCustomers(String column) {
        return NUMBERS.contains(column) || TEXTS.contains(column);
    }
}
