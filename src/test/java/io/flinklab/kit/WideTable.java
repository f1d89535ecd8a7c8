package io.flinklab.kit;

import io.flinklab.data.Example;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A table with a category column of many values, a flag and two numbers, by a formula that
 * environment/golden/logistic.py repeats. Each category occurs, the first ones most often.
 */
public final class WideTable {
    public static final Schema SCHEMA =
            Schema.builder()
                    .numberKey("id")
                    .category("item", Missing.as(Missing.Policy.CATEGORY, ""))
                    .number("price", NumberRange.ANY)
                    .number("age", NumberRange.ANY)
                    .flag("isNew")
                    .label("bought", "1", "0")
                    .build();

    private WideTable() {}

    /** So many rows with so many categories, no more than rows. */
    public static List<Example> rows(int rows, int categories, long seed) {
        Random random = new Random(seed);
        List<Example> examples = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            double rank = random.nextDouble();
            int item = i < categories ? i : (int) (categories * rank * rank);
            double price = 100 * random.nextDouble();
            double age = 60 * random.nextDouble();
            double isNew = random.nextDouble() < .3 ? 1 : 0;
            double z = item * 7919 % 1000 / 250. - 3.5 + .02 * price - .03 * age + .5 * isNew;
            double label = random.nextDouble() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
            examples.add(
                    new Example(
                            (long) i,
                            new double[] {price, age, isNew},
                            new String[] {item(item)},
                            label));
        }
        return examples;
    }

    /** The name of a category; names ascend with their numbers. */
    public static String item(int number) {
        return String.format(Locale.ROOT, "item %05d", number);
    }
}
