package io.flinklab.interchange.torch;

import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.features.KnownCategories;
import io.flinklab.interchange.ExportMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Examples as the numbers that a TorchScript model takes: [N, D], the schema's D features in its
 * order, a text as its position among its categories.
 */
final class ExampleTensor {
    private final List<String> columns;
    private final Schema schema;
    private final ExportMetadata metadata;

    /** For a model with this metadata. */
    ExampleTensor(Schema schema, ExportMetadata metadata) {
        this.schema = schema;
        this.metadata = metadata;
        columns = schema.featureNames();
    }

    /** The columns, in their order. */
    List<String> columns() {
        return columns;
    }

    boolean isText(String column) {
        return schema.categoryNames().contains(column);
    }

    /**
     * A text column's categories, in the order of the numbers that stand for them: the metadata's,
     * or where it has none, the values that the schema allows. A column that export metadata does
     * not tell of is not read by its model.
     *
     * @throws IllegalArgumentException there is no metadata, and the schema does not say them
     */
    List<String> categories(String text) {
        return metadata.categories().stream()
                .filter(column -> column.column().equals(text))
                .findFirst()
                .map(KnownCategories::known)
                .orElseGet(() -> allowed(text));
    }

    private List<String> allowed(String text) {
        Column.Category column = schema.categories().get(schema.category(text));
        if (column.allowed().isEmpty() && metadata.equals(ExportMetadata.none())) {
            throw new IllegalArgumentException(
                    "%s: expected export metadata, or a schema whose values say which number stands for"
                                    .formatted(text)
                            + " which category; found neither.");
        }
        return column.allowed();
    }

    /** What writes examples, one row after the other. */
    Writer writer() {
        return new Writer();
    }

    /** The columns' positions, looked up once. */
    final class Writer {
        private final List<Map<String, Integer>> positions = new ArrayList<>();

        private Writer() {
            for (String column : schema.categoryNames()) {
                Map<String, Integer> byText = new HashMap<>();
                categories(column).forEach(each -> byText.put(each, byText.size()));
                positions.add(byText);
            }
        }

        /** One row after the other. */
        double[] of(List<Example> examples) {
            double[] values = new double[examples.size() * columns.size()];
            int position = 0;
            for (Example example : examples) {
                int number = 0;
                int text = 0;
                for (String column : columns) {
                    values[position++] =
                            isText(column)
                                    ? position(text, example.text(text++))
                                    : example.number(number++);
                }
            }
            return values;
        }

        private int position(int column, String text) {
            return positions.get(column).getOrDefault(text, positions.get(column).size());
        }
    }
}
