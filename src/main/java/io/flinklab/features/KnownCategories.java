package io.flinklab.features;

import java.util.List;

/**
 * A column of categories, as a model knows it.
 *
 * @param column of a customer
 * @param known the values that training saw, as text
 * @param unseen what the model does with others
 */
public record KnownCategories(String column, List<String> known, UnseenCategory unseen) {
    /** Copies the list. */
    public KnownCategories {
        known = List.copyOf(known);
    }
}
