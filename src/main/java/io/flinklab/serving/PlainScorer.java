package io.flinklab.serving;

import io.flinklab.data.Customer;
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
    private final Interpreter interpreter;
    private final FoldedProgram folded;
    private final ThreadLocal<FoldedProgram.Scratch> scratch;
    private final List<KnownCategories> categories;
    private final double threshold;

    PlainScorer(FittedPipeline pipeline) {
        interpreter = new Interpreter(pipeline);
        folded = Folding.of(pipeline).orElse(null);
        scratch = folded == null ? null : ThreadLocal.withInitial(folded::newScratch);
        categories = CustomerColumns.categories(pipeline.stages());
        threshold = pipeline.classifier().threshold();
    }

    PlainScorer(FittedNetwork network) {
        interpreter = new Interpreter(network);
        folded = null;
        scratch = null;
        categories = CustomerColumns.categories(network.stages());
        threshold = network.threshold();
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
    public double score(Customer customer) {
        double score = scoreOrNaN(customer);
        if (Double.isNaN(score)) {
            throw UnseenCategoryException.skipped(customer);
        }
        return score;
    }

    @Override
    public Optional<Prediction> predict(Customer customer) {
        double score = scoreOrNaN(customer);
        return Double.isNaN(score) ? Optional.empty() : Optional.of(prediction(score));
    }

    @Override
    public Scores score(List<Customer> customers) {
        double[] scores = new double[customers.size()];
        int position = 0;
        for (Customer customer : customers) {
            scores[position++] = scoreOrNaN(customer);
        }
        return new Scores(scores);
    }

    /** NaN for a customer whom the model skips. */
    private double scoreOrNaN(Customer customer) {
        double margin = folded == null ? Double.NaN : folded.margin(customer, scratch.get());
        if (!Double.isFinite(margin)) {
            margin = interpreter.margin(customer).orElse(Double.NaN);
        }
        return 1 / (1 + Math.exp(-margin));
    }
}
