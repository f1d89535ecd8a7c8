package io.flinklab.serving;

import io.flinklab.data.Customer;
import io.flinklab.features.FittedPipeline;
import io.flinklab.store.Manifest;
import io.flinklab.store.StoredModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Scores customers with a fitted pipeline, as Flink ML's transform does, without Flink. Immutable:
 * any number of threads may use one scorer at once.
 *
 * <p>A category that training did not see is treated as the model says: a model that refuses throws
 * {@link UnseenCategoryException}; one that skips leaves the customer out of lists and gives {@link
 * #predict} nothing; one that keeps scores the customer. A feature that is NaN or infinite is an
 * {@link IllegalArgumentException}: correct such rows, or reject them when they are read.
 */
public final class Scorer {
    private final Interpreter interpreter;
    private final FoldedProgram folded;
    private final ThreadLocal<FoldedProgram.Scratch> scratch;
    private final double threshold;
    private final Manifest manifest;

    private Scorer(FittedPipeline pipeline, Manifest manifest) {
        this.manifest = manifest;
        interpreter = new Interpreter(pipeline);
        folded = Folding.of(pipeline).orElse(null);
        scratch = folded == null ? null : ThreadLocal.withInitial(folded::newScratch);
        threshold = pipeline.classifier().threshold();
    }

    /**
     * A scorer for these fitted values.
     *
     * @throws IllegalArgumentException if the stages do not fit together or read a column that
     *     customers do not have
     */
    public static Scorer of(FittedPipeline pipeline) {
        return new Scorer(pipeline, null);
    }

    /** A scorer for an opened model. */
    public static Scorer of(StoredModel model) {
        return new Scorer(model.pipeline(), model.manifest());
    }

    /**
     * A scorer for a model directory, all of its files verified first.
     *
     * @throws io.flinklab.store.StoreException if the directory is not a whole, unchanged model
     */
    public static Scorer load(Path modelDirectory) {
        return of(StoredModel.open(modelDirectory));
    }

    /**
     * What made the model, with its version and SHA-256; empty for values that came from no store.
     */
    public Optional<Manifest> manifest() {
        return Optional.ofNullable(manifest);
    }

    /** Scores from here on are predicted 1. */
    public double threshold() {
        return threshold;
    }

    /**
     * One customer's probability to leave, 0 to 1.
     *
     * @throws UnseenCategoryException for an unseen category also where the model skips: one score
     *     cannot be left out; use {@link #predict} there
     */
    public double score(Customer customer) {
        double score = scoreOrNaN(customer);
        if (Double.isNaN(score)) {
            throw UnseenCategoryException.skipped(customer);
        }
        return score;
    }

    /** One customer's score and prediction; empty for a customer whom the model skips. */
    public Optional<Prediction> predict(Customer customer) {
        double score = scoreOrNaN(customer);
        return Double.isNaN(score) ? Optional.empty() : Optional.of(prediction(score));
    }

    /** A score with the prediction that goes with it. */
    public Prediction prediction(double score) {
        return new Prediction(score, score >= threshold ? 1 : 0);
    }

    /** The scores of many customers. */
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
