package io.flinklab.serving;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.KnownCategories;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.store.GoldenScore;
import io.flinklab.store.StoredModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scores examples with one model. Whatever runs the model, any number of threads may use one scorer
 * at once, and a score is the same for an example alone and among others.
 *
 * <p>A category that training did not see is treated as the model says: a model that refuses throws
 * {@link UnseenCategoryException}; one that skips leaves the example out of lists and gives {@link
 * #predict} nothing; one that keeps scores the example. NaN stands for a missing number. It and an
 * infinite one are an {@link IllegalArgumentException}, except for NaN in a column that the model
 * imputes: correct such rows, or reject them when they are read. So is an example of which the
 * model makes no score.
 */
public interface Scorer extends AutoCloseable {

    /**
     * A scorer in plain Java for these fitted values.
     *
     * @throws IllegalArgumentException if the stages do not fit together or read a column that the
     *     schema does not have
     */
    static Scorer of(Schema schema, FittedPipeline pipeline) {
        return pipeline.predictor().meaning() == ScoreMeaning.SEGMENT
                ? new SegmentScorer(schema, pipeline)
                : new PlainScorer(schema, pipeline);
    }

    /**
     * A scorer in plain Java for a network's fitted values.
     *
     * @throws IllegalArgumentException as for a pipeline
     */
    static Scorer of(Schema schema, FittedNetwork network) {
        return new PlainScorer(schema, network);
    }

    /**
     * A scorer in plain Java for an opened model.
     *
     * @throws io.flinklab.store.StoreException if the model is no fitted pipeline: other formats
     *     take a {@link ScoringRuntime}
     */
    static Scorer of(StoredModel model) {
        return of(model.manifest().schema(), model.pipeline());
    }

    /**
     * A scorer in plain Java for a model directory, all of its files verified first.
     *
     * @throws io.flinklab.store.StoreException if the directory is not a whole, unchanged model
     */
    static Scorer load(Path modelDirectory) {
        return of(StoredModel.open(modelDirectory));
    }

    /** What the model reads and predicts. */
    Schema schema();

    /** Scores from here on are predicted 1; NaN where the prediction is a segment. */
    double threshold();

    /** What a score says; the probability of a positive label, unless the model tells. */
    default ScoreMeaning meaning() {
        return ScoreMeaning.PROBABILITY;
    }

    /**
     * What the model knows of the columns that it takes for categories; empty for a model that does
     * not tell, as one that was made elsewhere.
     */
    default List<KnownCategories> categories() {
        return List.of();
    }

    /**
     * One example's score, 0 to 1: see {@link #meaning()}.
     *
     * @throws UnseenCategoryException for an unseen category also where the model skips: one score
     *     cannot be left out; use {@link #predict} there
     */
    double score(Example example);

    /**
     * The same for values by column name; see {@link Schema#example}.
     *
     * @throws IllegalArgumentException a value does not fit its column
     */
    default double score(Map<String, ?> values) {
        return score(schema().example(values));
    }

    /** One example's score and prediction; empty for an example that the model skips. */
    Optional<Prediction> predict(Example example);

    /**
     * By how much a score may differ from the same model's on another machine, 0 to 1: it belongs
     * to the precision with which the model computes, here double.
     */
    default double tolerance() {
        return GoldenScore.DOUBLE_TOLERANCE;
    }

    /** A score with the prediction that goes with it. */
    default Prediction prediction(double score) {
        return new Prediction(score, score >= threshold() ? 1 : 0);
    }

    /** The scores of many examples, by position; none for an empty list. */
    Scores score(List<Example> examples);

    /** Releases the model's native memory, if it has any. May be called again. */
    @Override
    default void close() {}
}
