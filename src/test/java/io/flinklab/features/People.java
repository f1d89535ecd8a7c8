package io.flinklab.features;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import java.util.List;
import java.util.stream.IntStream;

/** Customers of chosen categories. */
final class People {
    private People() {}

    static Example from(String geography, String gender, double products) {
        return new Customer(
                        1, 15634602, "Ines", 619, geography, gender, 42, 2, 90.5, products, 1, 0,
                        5e4, 0)
                .toExample();
    }

    /** Customers who differ in every number, of so many countries, genders and product counts. */
    static List<Example> varied(int countries, int genders, int products) {
        return IntStream.range(0, 60)
                .mapToObj(
                        i ->
                                new Customer(
                                                i,
                                                100 + i,
                                                "Ines",
                                                400 + 7 * i,
                                                "Country" + i % countries,
                                                "Gender" + i / 2 % genders,
                                                20 + i,
                                                i % 11,
                                                i % 3 * 1000.5,
                                                1 + i / 3 % products,
                                                i % 2,
                                                i / 4 % 2,
                                                5e4 + 11 * i,
                                                i / 5 % 2)
                                        .toExample())
                .toList();
    }

    static Vocabulary vocabulary(int countries, int genders, int products) {
        return Churn.TUNED
                .features()
                .vocabulary(Churn.SCHEMA, varied(countries, genders, products));
    }

    static Example withBalance(Example c, double balance) {
        return c.withNumber(3, balance);
    }
}
