package io.flinklab.churn;

import io.flinklab.data.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A customer as a row of the article's output shows one.
 *
 * @param features as the article's program assembles them: an indicator of each country and each
 *     gender in alphabetical order, HasCrCard, IsActiveMember, then six numbers, scaled
 * @param label 1 or 0
 */
public record PrintedCustomer(List<Double> features, double label) {

    /** The one whom the article prints. */
    public static final PrintedCustomer OF_THE_ARTICLE =
            new PrintedCustomer(
                    List.of(
                            1.0,
                            0.0,
                            0.0,
                            1.0,
                            0.0,
                            0.0,
                            1.0,
                            0.6078536710583327,
                            -0.2776327360064674,
                            0.6985644677637127,
                            -1.2297164068458775,
                            -0.9064018047377373,
                            -1.0106520912894439),
                    1.0);

    /** The columns behind the scaled numbers. */
    private static final List<String> SCALED =
            List.of("CreditScore", "Age", "Tenure", "Balance", "NumOfProducts", "EstimatedSalary");

    /** The last six features. */
    double[] scaled() {
        return features.subList(features.size() - SCALED.size(), features.size()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** The numbers of a customer that the program scales. */
    static double[] unscaled(Example customer) {
        return SCALED.stream().mapToDouble(column -> number(customer, column)).toArray();
    }

    /**
     * The customer of a file whom this row shows: among those with the same categories, flags and
     * label the one whose numbers, scaled by the whole file, are nearest. Other training rows scale
     * by hardly other figures, so the nearest one is the right one unless two are almost alike.
     *
     * @throws IllegalArgumentException no customer has these categories, flags and label
     */
    Example in(List<Example> customers) {
        List<String> countries = categories(customers, "Geography");
        List<String> genders = categories(customers, "Gender");
        Columns file = Columns.of(customers);
        return customers.stream()
                .filter(customer -> unscaledFeatures(customer, countries, genders).equals(others()))
                .filter(customer -> customer.label() == label)
                .min(
                        Comparator.comparingDouble(
                                customer -> file.error(unscaled(customer), scaled())))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "The file has no customer with the categories, flags and label of "
                                                + this));
    }

    private List<Double> others() {
        return features.subList(0, features.size() - SCALED.size());
    }

    private static List<Double> unscaledFeatures(
            Example customer, List<String> countries, List<String> genders) {
        List<Double> values = new ArrayList<>();
        countries.forEach(
                country -> values.add(country.equals(text(customer, "Geography")) ? 1.0 : 0.0));
        genders.forEach(gender -> values.add(gender.equals(text(customer, "Gender")) ? 1.0 : 0.0));
        values.add(number(customer, "HasCrCard"));
        values.add(number(customer, "IsActiveMember"));
        return values;
    }

    private static List<String> categories(List<Example> customers, String column) {
        return customers.stream()
                .map(customer -> text(customer, column))
                .distinct()
                .sorted()
                .toList();
    }

    private static String text(Example customer, String column) {
        return customer.text(Churn.SCHEMA.category(column));
    }

    private static double number(Example customer, String column) {
        return customer.number(Churn.SCHEMA.number(column));
    }

    /** Means and deviations (n - 1) of the numbers that the program scales, over some rows. */
    record Columns(double[] means, double[] deviations) {

        static Columns of(List<Example> rows) {
            double[] means = new double[SCALED.size()];
            double[] deviations = new double[SCALED.size()];
            for (int i = 0; i < means.length; i++) {
                String column = SCALED.get(i);
                // A stream's sum corrects its rounding errors.
                double mean =
                        rows.stream().mapToDouble(row -> number(row, column)).sum() / rows.size();
                double squares =
                        rows.stream()
                                .mapToDouble(row -> number(row, column) - mean)
                                .map(difference -> difference * difference)
                                .sum();
                means[i] = mean;
                deviations[i] = Math.sqrt(squares / (rows.size() - 1));
            }
            return new Columns(means, deviations);
        }

        /** The largest difference between a customer's scaled numbers and the printed ones. */
        double error(double[] unscaled, double[] printed) {
            return IntStream.range(0, unscaled.length)
                    .mapToDouble(i -> Math.abs(scaled(unscaled, i) - printed[i]))
                    .max()
                    .orElseThrow();
        }

        double scaled(double[] unscaled, int column) {
            return (unscaled[column] - means[column]) / deviations[column];
        }
    }
}
