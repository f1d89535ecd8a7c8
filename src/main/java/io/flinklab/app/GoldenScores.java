package io.flinklab.app;

import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.SplitMix64;
import io.flinklab.features.KnownCategories;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.UnseenCategoryException;
import io.flinklab.store.GoldenScore;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Makes up examples and scores them with a model. Categories are those that the model knows; a
 * number is drawn from the column's range in some rows. So a golden score resembles the rows but
 * repeats none.
 */
final class GoldenScores {
    private static final int GOLDEN_SCORES = 16;
    private static final long SEED = 16;

    /** A model that refuses most of them gets fewer golden scores, in finite time. */
    private static final int CANDIDATES = 1_000;

    private final Scorer scorer;
    private final Schema schema;
    private final double[] min;
    private final double[] max;
    private final List<List<String>> categories;

    private GoldenScores(Scorer scorer, Collection<Example> rows) {
        this.scorer = scorer;
        schema = scorer.schema();
        min = new double[schema.numbers().size()];
        max = new double[min.length];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        rows.forEach(this::widen);
        for (int i = 0; i < min.length; i++) {
            if (min[i] > max[i]) {
                min[i] = 0;
                max[i] = 1;
            }
        }
        categories = schema.categories().stream().map(column -> categories(column, rows)).toList();
    }

    private void widen(Example row) {
        for (int i = 0; i < min.length; i++) {
            double value = row.number(i);
            if (Double.isFinite(value)) {
                min[i] = Math.min(min[i], value);
                max[i] = Math.max(max[i], value);
            }
        }
    }

    /**
     * The same model and rows always give the same golden scores.
     *
     * @param rows one or more that the golden scores resemble
     */
    static List<GoldenScore> of(Scorer scorer, Collection<Example> rows) {
        GoldenScores goldenScores = new GoldenScores(scorer, rows);
        return LongStream.range(0, CANDIDATES)
                .mapToObj(goldenScores::example)
                .flatMap(goldenScores::golden)
                .limit(GOLDEN_SCORES)
                .toList();
    }

    /** The categories that the model knows of a column, or else those in the rows. */
    private List<String> categories(Column.Category column, Collection<Example> rows) {
        int position = schema.category(column.name());
        return scorer.categories().stream()
                .filter(known -> known.column().equals(column.name()))
                .findFirst()
                .map(KnownCategories::known)
                .orElseGet(
                        () ->
                                rows.stream()
                                        .map(row -> row.text(position))
                                        .distinct()
                                        .sorted()
                                        .toList());
    }

    private Example example(long number) {
        SplitMix64 random = new SplitMix64(SEED, number);
        double[] numbers = new double[min.length];
        for (int i = 0; i < numbers.length; i++) {
            double drawn = min[i] + random.next() * (max[i] - min[i]);
            boolean whole = schema.numbers().get(i).range().whole();
            numbers[i] = whole ? Math.rint(drawn) : Math.rint(100 * drawn) / 100;
        }
        String[] texts = new String[categories.size()];
        for (int i = 0; i < texts.length; i++) {
            List<String> known = categories.get(i);
            texts[i] = known.get((int) (random.next() * known.size()));
        }
        return new Example(key(number + 1), numbers, texts, Double.NaN);
    }

    private Comparable<?> key(long number) {
        return schema.key()
                .<Comparable<?>>map(
                        key ->
                                key.type() == Column.Key.Type.NUMBER
                                        ? (Comparable<?>) number
                                        : "golden score " + number)
                .orElse(null);
    }

    private Stream<GoldenScore> golden(Example example) {
        try {
            Optional<Prediction> prediction = scorer.predict(example);
            return prediction.map(known -> GoldenScore.of(schema, example, known.score())).stream();
        } catch (UnseenCategoryException e) {
            return Stream.empty();
        }
    }
}
