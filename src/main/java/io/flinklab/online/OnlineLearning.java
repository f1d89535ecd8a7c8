package io.flinklab.online;

import io.flinklab.data.Schema;
import io.flinklab.data.flink.EventRows;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.ScoreRows;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Row;

/**
 * Learns on a stream: each example is scored by what was learned from those before it, then learned
 * from where it has a label. Now and then what was learned becomes a version of the store, so that
 * all who follow the store score with it.
 *
 * <pre>{@code
 * OnlineLearning learning =
 *         new OnlineLearning(store, ServedModel.of(store.open().open()), options, new PublishInterval.Rows(1_000));
 * ScoredStream scored = new ScoringJob(environment, source).scored(learning::learn);
 * }</pre>
 *
 * <p>Labels that come later than their rows, in a stream of their own, are joined first:
 *
 * <pre>{@code
 * ParsedStream changes = new LabelJoin(schema, Duration.ofDays(7), ASIDE).join(rows, labels);
 * ScoredStream scored = changes.scored(learning.learnLate(changes.examples()));
 * }</pre>
 *
 * <p>One subtask learns, since the order of the rows decides what is learned. A job with
 * checkpoints that fails and goes on learns to the last bit what it would have learned undisturbed,
 * where its source gives the rows in the same order again; versions are published when a checkpoint
 * is complete, each once.
 */
public final class OnlineLearning {
    private final StoreLocation store;
    private final WarmStart warmStart;
    private final LearnerOptions options;
    private final PublishInterval every;
    private final RowWeights weights;

    /**
     * Learning that begins with a stored pipeline's features, which stay as they are, and
     * coefficients.
     *
     * @param store where that version is, and where versions go: this machine and the job's reach
     *     it at the same path or address
     * @param warmStart ends with a logistic regression
     * @param every when to publish a version; it is published with the checkpoint after that
     * @throws IllegalArgumentException the model is no such pipeline, or no weights can be in the
     *     options' column
     */
    public OnlineLearning(
            StoreLocation store,
            ServedModel warmStart,
            LearnerOptions options,
            PublishInterval every) {
        this(store, warmStart, options, every, FeatureMode.FROZEN);
    }

    /**
     * The same, with what becomes of the features.
     *
     * @throws IllegalArgumentException as above, or the features cannot become that
     */
    public OnlineLearning(
            StoreLocation store,
            ServedModel warmStart,
            LearnerOptions options,
            PublishInterval every,
            FeatureMode mode) {
        if (mode != FeatureMode.HASHED) {
            requireLogistic(warmStart);
        }
        this.store = store.absolute();
        this.warmStart = WarmStart.of(store, warmStart, mode);
        this.options = options;
        this.every = every;
        weights = new RowWeights(warmStart.schema(), options.weightColumn());
    }

    /**
     * What the rows hold: the model's schema, and the column that weighs them, which is the last
     * one where the model's schema does not have it.
     */
    public Schema rows() {
        return weights.rows();
    }

    /**
     * The rows as the model's schema has them, without a column that weighs alone.
     *
     * @param examples of {@link #rows()}
     */
    public DataStream<Row> forModel(DataStream<Row> examples) {
        return weights.isFurtherColumn()
                ? examples.map((MapFunction<Row, Row>) weights::forModel)
                        .returns(EventRows.TYPE)
                        .name("without weights")
                : examples;
    }

    private static void requireLogistic(ServedModel warmStart) {
        try {
            warmStart.pipeline().classifier();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(
                    "%s cannot be learned further: %s"
                            .formatted(warmStart.version(), e.getMessage()),
                    e);
        }
    }

    /**
     * Scores, then learns.
     *
     * @param examples rows of {@link EventRows#TYPE}, examples of {@link #rows()}
     * @return rows of {@link ScoreRows#type}, whose {@code modelVersion} is the version that the
     *     learner began with, a plus and how many rows it had learned from, and whose digest is
     *     empty; what has no score is in {@link io.flinklab.streaming.ScoredStream#REJECTS}
     */
    public SingleOutputStreamOperator<Row> learn(DataStream<Row> examples) {
        return learn(examples.global(), false);
    }

    /**
     * Scores at once, and learns when the label has come: in order of the time at which each
     * example and its label were both there, then of the keys, as the watermark passes. So what is
     * learned depends on the rows and labels and their event times, not on how they interleave.
     *
     * @param changes as {@link LabelJoin#join} makes them of {@link #rows()}
     * @return as {@link #learn}
     */
    public SingleOutputStreamOperator<Row> learnLate(DataStream<Row> changes) {
        return learn(changes.keyBy(EventRows::keyText, Types.STRING), true);
    }

    private SingleOutputStreamOperator<Row> learn(DataStream<Row> rows, boolean late) {
        SingleOutputStreamOperator<Row> scores =
                rows.transform(
                                "learn",
                                ScoreRows.type(warmStart.schema()),
                                new LearningOperator(warmStart, options, every, late))
                        .uid("learn")
                        .setParallelism(1)
                        .setMaxParallelism(1);
        scores.getSideOutput(LearningOperator.VERSIONS)
                .sinkTo(new VersionSink(store, options))
                .name("learned versions")
                .uid("learned versions")
                .setParallelism(1)
                // To publish takes tens of milliseconds, for which no row would be scored.
                .disableChaining();
        return scores;
    }

    /**
     * The scored examples whose label has come, each before it was learned from.
     *
     * @param learned what {@link #learn} gave
     * @return rows of {@link GradedRows#type} of the model's schema
     */
    public DataStream<Row> graded(SingleOutputStreamOperator<Row> learned) {
        return learned.getSideOutput(new GradedRows(warmStart.schema()).tag());
    }
}
