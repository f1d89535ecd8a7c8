package io.flinklab.serving;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.KnownCategories;
import io.flinklab.features.ScoreMeaning;
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
    private final ThreadLocal<CompiledPipeline.Scratch> scratch;
    private final int numberCount;
    private final int textCount;
    private final List<KnownCategories> categories;
    private final double threshold;
    private final ScoreMeaning meaning;

    PlainScorer(Schema schema, FittedPipeline pipeline) {
        this(
                schema,
                Interpreter.of(schema, pipeline),
                CompiledPipeline.of(pipeline, schema.numberNames(), schema.categoryNames())
                        .orElse(null),
                KnownCategories.of(schema, pipeline.stages()),
                pipeline.predictor().threshold(),
                pipeline.predictor().meaning());
    }

    PlainScorer(Schema schema, FittedNetwork network) {
        this(
                schema,
                Interpreter.of(schema, network),
                null,
                KnownCategories.of(schema, network.stages()),
                network.threshold(),
                ScoreMeaning.PROBABILITY);
    }

    private PlainScorer(
            Schema schema,
            Interpreter interpreter,
            CompiledPipeline compiled,
            List<KnownCategories> categories,
            double threshold,
            ScoreMeaning meaning) {
        this.schema = schema;
        this.interpreter = interpreter;
        this.compiled = compiled;
        this.categories = categories;
        this.threshold = threshold;
        this.meaning = meaning;
        scratch = compiled == null ? null : ThreadLocal.withInitial(compiled::newScratch);
        numberCount = schema.numbers().size();
        textCount = schema.categories().size();
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
    public ScoreMeaning meaning() {
        return meaning;
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
        double[] numbers = example.sharedNumbers();
        String[] texts = example.sharedTexts();
        if (numbers.length != numberCount || texts.length != textCount) {
            requireLayout(schema, example);
        }
        double margin =
                compiled == null ? Double.NaN : compiled.margin(numbers, texts, scratch.get());
        return Double.isFinite(margin) ? logistic(margin) : interpreted(example);
    }

    /** Refuses an example of another schema. */
    static void requireLayout(Schema schema, Example example) {
        int numbers = example.sharedNumbers().length;
        int texts = example.sharedTexts().length;
        if (numbers != schema.numbers().size() || texts != schema.categories().size()) {
            throw new IllegalArgumentException(
                    "Expected an example of %s numbers and %s categories, as the model's schema lays them out; found %s and %s."
                            .formatted(
                                    schema.numbers().size(),
                                    schema.categories().size(),
                                    numbers,
                                    texts));
        }
    }

    /** An example whose numbers are so large that the model gives no number. */
    static IllegalArgumentException notFinite(Example example) {
        return new IllegalArgumentException(
                "Expected numbers that give a finite score; found " + example + ".");
    }

    private double interpreted(Example example) {
        OptionalDouble margin = interpreter.margin(example.sharedNumbers(), example.sharedTexts());
        if (margin.isPresent() && !Double.isFinite(margin.getAsDouble())) {
            throw notFinite(example);
        }
        return logistic(margin.orElse(Double.NaN));
    }

    private static double logistic(double margin) {
        return 1 / (1 + Math.exp(-margin));
    }

    /** Runs fitted pipelines in plain Java. */
    static final class Runtime implements ScoringRuntime {
        private static final long serialVersionUID = 1L;

        @Override
        public Scorer open(ServedModel model) {
            return Scorer.of(model.schema(), model.pipeline());
        }

        @Override
        public String toString() {
            return "plain";
        }
    }
}
