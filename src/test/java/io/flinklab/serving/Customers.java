package io.flinklab.serving;

import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Customers made up for tests. */
final class Customers {
    private static final List<String> COUNTRIES = List.of("France", "Germany", "Spain");

    private Customers() {}

    static Example anna() {
        return from("France", "Female", 42);
    }

    static Example annaWithThreeProducts() {
        return new Customer(
                        1, 15634602, "Anna", 619, "France", "Female", 42, 2, 0, 3, 1, 1, 101348.88,
                        0)
                .toExample();
    }

    static Example from(String geography, String gender, double age) {
        return new Customer(
                        1, 15634602, "Anna", 619, geography, gender, age, 2, 0, 1, 1, 1, 101348.88,
                        0)
                .toExample();
    }

    static Example withBalanceAndProducts(double balance, double products) {
        return new Customer(
                        1, 2, "Ben", 700, "Spain", "Male", 35, 4, balance, products, 0, 1, 5e4, 0)
                .toExample();
    }

    /** Customers of all kinds, always the same ones; a few with an unseen country. */
    static List<Example> random(int count, boolean unseen) {
        Random random = new Random(11);
        return IntStream.range(0, count).mapToObj(i -> random(i, random, unseen)).toList();
    }

    static double[] numbers(Example customer) {
        return customer.numbers();
    }

    static String[] texts(Example customer) {
        return customer.sharedTexts();
    }

    private static Example random(int i, Random random, boolean unseen) {
        boolean rich = random.nextDouble() > 0.36;
        boolean elsewhere = unseen && random.nextInt(20) == 0;
        return new Customer(
                        i,
                        15_000_000 + i,
                        "Customer" + i,
                        350 + random.nextInt(501),
                        elsewhere ? "Italy" : COUNTRIES.get(random.nextInt(3)),
                        random.nextBoolean() ? "Male" : "Female",
                        18 + random.nextInt(70),
                        random.nextInt(11),
                        rich ? 250_000 * random.nextDouble() : 0,
                        1 + random.nextInt(4),
                        random.nextInt(2),
                        random.nextInt(2),
                        200_000 * random.nextDouble(),
                        random.nextInt(2))
                .toExample();
    }
}
