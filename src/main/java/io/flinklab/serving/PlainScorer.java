package io.flinklab.serving;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.KnownCategories;
import io.flinklab.serving.compiled.CompiledPipeline;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Scores with a fitted model's values in plain Java: a pipeline as Flink ML's transform does, or a
 * network. Immutable.
 */
final class PlainScorer implements Scorer {
    private final Schema schema;
    private final Interpreter interpreter;
    private final CompiledPipeline compiled;
    private final ThreadLocal<Row> rows = ThreadLocal.withInitial(this::newRow);
    private final List<KnownCategories> categories;
    private final double threshold;

    PlainScorer(Schema schema, FittedPipeline pipeline) {
        this.schema = schema;
        interpreter = new Interpreter(schema, pipeline);
        compiled =
                CompiledPipeline.of(pipeline, schema.numberNames(), schema.categoryNames())
                        .orElse(null);
        categories = KnownCategories.of(schema, pipeline.stages());
        threshold = pipeline.classifier().threshold();
    }

    PlainScorer(Schema schema, FittedNetwork network) {
        this.schema = schema;
        interpreter = new Interpreter(schema, network);
        compiled = null;
        categories = KnownCategories.of(schema, network.stages());
        threshold = network.threshold();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public double threshold() {
        return threshold;
    }

    @Override
    public List<KnownCategories> categories() {
        return categories;
    }

    @Override
    public double score(Example example) {
        double score = scoreOrNaN(example);
        if (Double.isNaN(score)) {
            throw UnseenCategoryException.skipped(example);
        }
        return score;
    }

    @Override
    public Optional<Prediction> predict(Example example) {
        double score = scoreOrNaN(example);
        return Double.isNaN(score) ? Optional.empty() : Optional.of(prediction(score));
    }

    @Override
    public Scores score(List<Example> examples) {
        double[] scores = new double[examples.size()];
        int position = 0;
        for (Example example : examples) {
            scores[position++] = scoreOrNaN(example);
        }
        return new Scores(scores);
    }

    /** NaN for an example that the model skips. */
    private double scoreOrNaN(Example example) {
        Row row = rows.get();
        example.copyNumbers(row.numbers);
        example.copyTexts(row.texts);
        double margin =
                compiled == null
                        ? Double.NaN
                        : compiled.margin(row.numbers, row.texts, row.scratch);
        return Double.isFinite(margin) ? probability(margin) : interpreted(row, example);
    }

    private double interpreted(Row row, Example example) {
        OptionalDouble margin = interpreter.margin(row.numbers, row.texts);
        if (margin.isPresent() && !Double.isFinite(margin.getAsDouble())) {
            throw new IllegalArgumentException(
                    "Expected numbers that give a finite score; found " + example + ".");
        }
        return probability(margin.orElse(Double.NaN));
    }

    private static double probability(double margin) {
        return 1 / (1 + Math.exp(-margin));
    }

    private Row newRow() {
        return new Row(
                new double[schema.numbers().size()],
                new String[schema.categories().size()],
                compiled == null ? null : compiled.newScratch());
    }

    /** An example's values by position, and room to compute; each thread has its own. */
    private record Row(double[] numbers, String[] texts, CompiledPipeline.Scratch scratch) {}
}
