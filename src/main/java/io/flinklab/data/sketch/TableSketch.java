package io.flinklab.data.sketch;

import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.SplitMix64;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The distributions of a table's features, and of a model's scores, each by itself.
 *
 * @param numbers one for each of {@link Schema#numbers()}
 * @param categories one for each of {@link Schema#categories()}
 * @param scores of rows that the model was not trained on; without a count where none are known
 */
public record TableSketch(
        List<NumberSketch> numbers, List<CategorySketch> categories, NumberSketch scores)
        implements Serializable {

    /** The most rows that are looked at. */
    static final int MOST_ROWS = 10_000;

    /** Of a model whose rows nobody looked at. */
    public static final TableSketch NONE =
            new TableSketch(List.of(), List.of(), scores(new double[0]));

    /** Copies the lists. */
    public TableSketch {
        numbers = List.copyOf(numbers);
        categories = List.copyOf(categories);
        Objects.requireNonNull(scores, "scores");
    }

    /**
     * The sketch of some rows: of more than 10,000 one of each 10,000th part, which takes some
     * hundredths of a second however many there are.
     *
     * @param rows quick to get by their positions
     * @param scores of other rows
     * @param seed of the choice
     */
    public static TableSketch of(Schema schema, List<Example> rows, double[] scores, long seed) {
        List<Example> sample = sample(rows, seed);
        List<NumberSketch> numbers = new ArrayList<>();
        for (Column.Numeric column : schema.numbers()) {
            int position = numbers.size();
            numbers.add(
                    NumberSketch.of(
                            column.name(),
                            sample.stream().mapToDouble(row -> row.number(position)).toArray(),
                            column.range().min()));
        }
        List<CategorySketch> categories = new ArrayList<>();
        for (Column.Category column : schema.categories()) {
            categories.add(sketch(column, categories.size(), sample));
        }
        return new TableSketch(numbers, categories, scores(scores));
    }

    /** The same of a model with other scores, which are not known. */
    public TableSketch withoutScores() {
        return new TableSketch(numbers, categories, NONE.scores);
    }

    private static NumberSketch scores(double[] scores) {
        return NumberSketch.of("score", scores.clone(), 0);
    }

    private static CategorySketch sketch(Column.Category column, int position, List<Example> rows) {
        Map<String, Long> counts = new HashMap<>();
        long missing = 0;
        for (Example row : rows) {
            String text = row.text(position);
            if (column.isMissing(text)) {
                missing++;
            } else {
                counts.merge(text, 1L, Long::sum);
            }
        }
        return CategorySketch.of(column.name(), counts, missing);
    }

    /** All of few rows; of many one out of each of equal parts, so that sorted rows do no harm. */
    private static List<Example> sample(List<Example> rows, long seed) {
        if (rows.size() <= MOST_ROWS) {
            return rows;
        }
        double part = (double) rows.size() / MOST_ROWS;
        List<Example> sample = new ArrayList<>(MOST_ROWS);
        for (int i = 0; i < MOST_ROWS; i++) {
            double within = new SplitMix64(seed, i).next();
            sample.add(rows.get(Math.min(rows.size() - 1, (int) ((i + within) * part))));
        }
        return sample;
    }
}
