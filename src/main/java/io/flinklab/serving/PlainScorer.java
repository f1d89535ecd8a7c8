package io.flinklab.serving;

import io.flinklab.data.Schema;
import io.flinklab.data.Example;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.KnownCategories;
import java.util.List;
import java.util.Optional;

/**
 * Scores with a fitted model's values in plain Java: a pipeline as Flink ML's transform does, or a
 * network. Immutable.
 */
final class PlainScorer implements Scorer {
    private final Schema schema;
    private final Interpreter interpreter;
    private final FoldedProgram folded;
    private final ThreadLocal<FoldedProgram.Scratch> scratch;
    private final List<KnownCategories> categories;
    private final double threshold;

    PlainScorer(Schema schema, FittedPipeline pipeline) {
        this.schema = schema;
        interpreter = new Interpreter(schema, pipeline);
        folded = Folding.of(schema, pipeline).orElse(null);
        scratch = folded == null ? null : ThreadLocal.withInitial(folded::newScratch);
        categories = KnownCategories.of(schema, pipeline.stages());
        threshold = pipeline.classifier().threshold();
    }

    PlainScorer(Schema schema, FittedNetwork network) {
        this.schema = schema;
        interpreter = new Interpreter(schema, network);
        folded = null;
        scratch = null;
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
    public double score(Example customer) {
        double score = scoreOrNaN(customer);
        if (Double.isNaN(score)) {
            throw UnseenCategoryException.skipped(customer);
        }
        return score;
    }

    @Override
    public Optional<Prediction> predict(Example customer) {
        double score = scoreOrNaN(customer);
        return Double.isNaN(score) ? Optional.empty() : Optional.of(prediction(score));
    }

    @Override
    public Scores score(List<Example> customers) {
        double[] scores = new double[customers.size()];
        int position = 0;
        for (Example customer : customers) {
            scores[position++] = scoreOrNaN(customer);
        }
        return new Scores(scores);
    }

    /** NaN for a customer whom the model skips. */
    private double scoreOrNaN(Example customer) {
        double margin = folded == null ? Double.NaN : folded.margin(customer, scratch.get());
        if (!Double.isFinite(margin)) {
            margin = interpreter.margin(customer).orElse(Double.NaN);
        }
        return 1 / (1 + Math.exp(-margin));
    }
}
