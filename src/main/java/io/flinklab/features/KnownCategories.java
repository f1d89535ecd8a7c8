package io.flinklab.features;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import java.util.List;

/**
 * A column of categories, as a model knows it.
 *
 * @param column of the table
 * @param known the values that training saw, as text
 * @param unseen what the model does with others
 */
public record KnownCategories(String column, List<String> known, UnseenCategory unseen) {
    /** Copies the list. */
    public KnownCategories {
        known = List.copyOf(known);
    }

    /** What these stages know of a table's own columns, without those that another stage made. */
    public static List<KnownCategories> of(Schema schema, List<FittedStage> stages) {
        return stages.stream()
                .flatMap(stage -> stage.knownCategories().stream())
                .filter(known -> isOf(schema, known.column()))
                .toList();
    }

    private static boolean isOf(Schema schema, String column) {
        return schema.numberNames().contains(column) || schema.categoryNames().contains(column);
    }

    /** An example's value of the column: a {@code Double} or a {@code String}. */
    public Object value(Schema schema, Example example) {
        return schema.categoryNames().contains(column)
                ? example.text(schema.category(column))
                : example.number(schema.number(column));
    }
}
