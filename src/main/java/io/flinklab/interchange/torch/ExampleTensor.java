package io.flinklab.interchange.torch;

import io.flinklab.data.Example;
import io.flinklab.features.KnownCategories;
import io.flinklab.interchange.ModelCard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Customers as the numbers that a TorchScript model takes, [N, 10]. */
final class ExampleTensor {
    /** The columns in the article's order. */
    static final List<String> COLUMNS =
            List.of(
                    "CreditScore",
                    "Geography",
                    "Gender",
                    "Age",
                    "Tenure",
                    "Balance",
                    "NumOfProducts",
                    "HasCrCard",
                    "IsActiveMember",
                    "EstimatedSalary");

    /** Of the article's customers, in the order of the alphabet. */
    private static final Map<String, List<String>> USUAL =
            Map.of(
                    "Geography", List.of("France", "Germany", "Spain"),
                    "Gender", List.of("Female", "Male"));

    private final Map<String, Integer> countries;
    private final Map<String, Integer> genders;

    /** For a model with this card. */
    ExampleTensor(ModelCard card) {
        countries = positions(categories(card, "Geography"));
        genders = positions(categories(card, "Gender"));
    }

    static boolean isText(String column) {
        return schema.categoryNames().contains(column);
    }

    /** A text column's categories, in the order of the numbers that stand for them. */
    static List<String> categories(ModelCard card, String text) {
        return card.categories().stream()
                .filter(column -> column.column().equals(text))
                .findFirst()
                .map(KnownCategories::known)
                .orElseGet(() -> USUAL.get(text));
    }

    /** One row after the other. */
    double[] of(List<Example> customers) {
        double[] values = new double[customers.size() * COLUMNS.size()];
        int position = 0;
        for (Example customer : customers) {
            values[position++] = customer.creditScore();
            values[position++] = position(countries, customer.geography());
            values[position++] = position(genders, customer.gender());
            values[position++] = customer.age();
            values[position++] = customer.tenure();
            values[position++] = customer.balance();
            values[position++] = customer.numOfProducts();
            values[position++] = customer.hasCrCard();
            values[position++] = customer.isActiveMember();
            values[position++] = customer.estimatedSalary();
        }
        return values;
    }

    private static int position(Map<String, Integer> positions, String text) {
        return positions.getOrDefault(text, positions.size());
    }

    private static Map<String, Integer> positions(List<String> categories) {
        Map<String, Integer> positions = new HashMap<>();
        categories.forEach(category -> positions.put(category, positions.size()));
        return positions;
    }
}
