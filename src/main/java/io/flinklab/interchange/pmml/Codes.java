package io.flinklab.interchange.pmml;

import io.flinklab.features.UnseenCategory;
import java.util.List;

/**
 * A column of category indexes, which the document does not have: it looks at the field that the
 * indexes were made of.
 *
 * @param name of the column
 * @param field whose values the indexes stand for
 * @param isText whether the field's values are texts
 * @param values by index; null for one that the field never has
 * @param unseen what is done with other values
 * @param known refuses other values than these in the document
 */
record Codes(
        String name,
        String field,
        boolean isText,
        List<String> values,
        UnseenCategory unseen,
        Runnable known) {}
