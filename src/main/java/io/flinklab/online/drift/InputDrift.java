package io.flinklab.online.drift;

import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.sketch.CategorySketch;
import io.flinklab.data.sketch.NumberSketch;
import io.flinklab.data.sketch.TableSketch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the features of each window of rows with those of the training rows: the population
 * stability index ({@code psi}), of numbers the Kolmogorov-Smirnov distance at the sketch's edges
 * ({@code ks}), where values may be missing their share ({@code missing}), and of categories the
 * share of those that the sketch does not name ({@code unseen}).
 */
public final class InputDrift implements DriftWatch {
    private final List<Column.Category> categories;
    private final List<double[]> edges = new ArrayList<>();
    private final List<Map<String, Integer>> names = new ArrayList<>();
    private final TableWindow window;

    /**
     * A watch of a schema's examples.
     *
     * @throws IllegalArgumentException the sketch is not of this schema's features
     */
    public InputDrift(Schema schema, TableSketch sketch, DriftOptions options) {
        requireSketch(schema, sketch);
        categories = schema.categories();
        List<ColumnWindow> columns = new ArrayList<>();
        for (NumberSketch number : sketch.numbers()) {
            edges.add(number.edges().stream().mapToDouble(Double::doubleValue).toArray());
            columns.add(ColumnWindow.of(number, schema.isOptional(number.column())));
        }
        for (CategorySketch category : sketch.categories()) {
            names.add(positions(category.categories()));
            columns.add(ColumnWindow.of(category, schema.isOptional(category.column())));
        }
        window = new TableWindow(Alarm.COLUMN, columns, options);
    }

    private static void requireSketch(Schema schema, TableSketch sketch) {
        List<String> numbers = sketch.numbers().stream().map(NumberSketch::column).toList();
        List<String> texts = sketch.categories().stream().map(CategorySketch::column).toList();
        if (!numbers.equals(schema.numberNames()) || !texts.equals(schema.categoryNames())) {
            throw new IllegalArgumentException(
                    "Expected a sketch of the columns %s and %s; found one of %s and %s."
                            .formatted(
                                    schema.numberNames(), schema.categoryNames(), numbers, texts));
        }
    }

    private static Map<String, Integer> positions(List<String> categories) {
        Map<String, Integer> positions = new HashMap<>();
        categories.forEach(category -> positions.put(category, positions.size()));
        return positions;
    }

    /**
     * Takes the next row.
     *
     * @param time of the row, milliseconds since 1970 UTC
     */
    public List<Alarm> add(Example row, long time) {
        for (int i = 0; i < edges.size(); i++) {
            ColumnWindow column = window.column(i);
            double value = row.number(i);
            column.add(
                    Double.isNaN(value)
                            ? column.missing()
                            : NumberSketch.interval(edges.get(i), value));
        }
        for (int i = 0; i < names.size(); i++) {
            ColumnWindow column = window.column(edges.size() + i);
            String text = row.text(i);
            column.add(
                    categories.get(i).isMissing(text)
                            ? column.missing()
                            : names.get(i).getOrDefault(text, column.missing() - 1));
        }
        return window.add(time);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        window.write(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        window.restore(in);
    }
}
