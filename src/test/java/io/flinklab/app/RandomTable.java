package io.flinklab.app;

import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A schema and rows drawn at random, by the number of features: columns of every kind and policy,
 * with names that mean something to Flink, ONNX, PMML, TorchScript or Python.
 */
final class RandomTable {
    /** All names but one, which the label has. */
    static final int MOST = 24;

    private static final List<String> NAMES =
            List.of(
                    "with space",
                    "dotted.name",
                    "comma, too",
                    "it's",
                    "double \"quote\"",
                    "back`tick",
                    "<tag> & more",
                    "back\\slash",
                    "ünïcödé",
                    "1st",
                    "100%",
                    "select",
                    "def",
                    "self",
                    "x",
                    "score",
                    "probability",
                    "label",
                    "row",
                    "N",
                    "Constant_1",
                    "Concat_2",
                    "f0",
                    "${name}",
                    "#2");

    private static final List<String> VALUES =
            List.of("a", "b, c", "d \"e\"", "it's", "1", "1.0", "NaN", "<&>", "\\", "é");

    private final Random random;
    private final Schema schema;

    /** A table of 1 to {@value #MOST} features. */
    RandomTable(int features) {
        random = new Random(features);
        schema = randomSchema(features);
    }

    Schema schema() {
        return schema;
    }

    private Schema randomSchema(int features) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        List<Column> columns = new ArrayList<>();
        for (String name : names.subList(0, features)) {
            columns.add(feature(name));
        }
        columns.add(
                random.nextInt(columns.size() + 1), new Column.Label(names.get(MOST), "yes", "no"));
        if (random.nextBoolean()) {
            columns.add(
                    random.nextInt(columns.size() + 1),
                    new Column.Key("the key", Column.Key.Type.TEXT));
        }
        return Schema.of(columns);
    }

    private Column feature(String name) {
        return switch (random.nextInt(3)) {
            case 0 -> new Column.Number(name, NumberRange.decimal(-1e6, 1e6), numericMissing());
            case 1 -> new Column.Flag(name, numericMissing());
            default ->
                    new Column.Category(
                            name,
                            List.of(),
                            one(
                                    Missing.REFUSED,
                                    Missing.as(Missing.Policy.CATEGORY),
                                    Missing.as(Missing.Policy.MOST_FREQUENT)));
        };
    }

    private Missing numericMissing() {
        return one(
                Missing.REFUSED,
                Missing.as(Missing.Policy.MEAN),
                Missing.as(Missing.Policy.MEDIAN),
                Missing.as(Missing.Policy.MOST_FREQUENT));
    }

    /** Rows of which about one value in eight is missing where it may be. */
    List<Example> rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> row("row " + i)).toList();
    }

    /** The same with categories that {@link #rows} does not have. */
    List<Example> strangers(int count) {
        List<Example> strangers = new ArrayList<>();
        for (Example row : rows(count)) {
            String[] texts = new String[schema.categories().size()];
            Arrays.setAll(texts, i -> random.nextBoolean() ? "stranger " + i : row.text(i));
            strangers.add(new Example(row.key(), row.numbers(), texts, row.label()));
        }
        return strangers;
    }

    private Example row(String key) {
        double[] numbers = schema.numbers().stream().mapToDouble(this::number).toArray();
        String[] texts = schema.categories().stream().map(this::text).toArray(String[]::new);
        return new Example(
                schema.key().isPresent() ? key : null, numbers, texts, random.nextInt(2));
    }

    private double number(Column.Numeric column) {
        if (isMissing(column.name())) {
            return Double.NaN;
        }
        return column instanceof Column.Flag ? random.nextInt(2) : random.nextGaussian() * 1000;
    }

    private String text(Column.Category column) {
        return isMissing(column.name())
                ? Column.Category.MISSING
                : VALUES.get(random.nextInt(VALUES.size()));
    }

    private boolean isMissing(String column) {
        return schema.isOptional(column) && random.nextInt(8) == 0;
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
