package io.flinklab.serving;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.KnownCategories;
import io.flinklab.features.ScoreMeaning;
import java.util.List;
import java.util.Optional;

/** Puts examples into segments in plain Java, as Flink ML's transform does. Immutable. */
final class SegmentScorer implements Scorer {
    private final Schema schema;
    private final Interpreter interpreter;
    private final List<KnownCategories> categories;

    /** A scorer of a pipeline that ends with segments. */
    SegmentScorer(Schema schema, FittedPipeline pipeline) {
        this.schema = schema;
        interpreter = Interpreter.of(schema, pipeline);
        categories = KnownCategories.of(schema, pipeline.stages());
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public double threshold() {
        return Double.NaN;
    }

    @Override
    public ScoreMeaning meaning() {
        return ScoreMeaning.SEGMENT;
    }

    @Override
    public List<KnownCategories> categories() {
        return categories;
    }

    @Override
    public double score(Example example) {
        return predict(example).orElseThrow(() -> UnseenCategoryException.skipped(example)).score();
    }

    @Override
    public Optional<Prediction> predict(Example example) {
        PlainScorer.requireLayout(schema, example);
        double[] found = interpreter.segment(example.sharedNumbers(), example.sharedTexts());
        if (found == null) {
            return Optional.empty();
        }
        if (found[0] < 0) {
            throw PlainScorer.notFinite(example);
        }
        return Optional.of(new Prediction(found[1], (int) found[0]));
    }

    @Override
    public Scores score(List<Example> examples) {
        return new Scores(
                examples.stream()
                        .mapToDouble(
                                each -> predict(each).map(Prediction::score).orElse(Double.NaN))
                        .toArray());
    }

    /**
     * A score does not tell the segment.
     *
     * @throws IllegalStateException always: use {@link #predict}
     */
    @Override
    public Prediction prediction(double score) {
        throw new IllegalStateException(
                "Expected an example, whose segment follows from its features; found the score "
                        + score
                        + ". Use predict.");
    }
}
