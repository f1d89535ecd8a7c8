package io.flinklab.streaming;

import io.flinklab.data.flink.EventRows;
import io.flinklab.serving.ServedModel;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/**
 * The job that scores examples: source, what is none set aside, scoring. What it makes goes to
 * sinks by {@link ScoredStream#sinkTo}.
 *
 * <p>Examples of one file, or of one partition of a topic, keep their order up to the sinks, and
 * are scored by one subtask at a time.
 */
public final class ScoringJob {
    private final StreamExecutionEnvironment environment;
    private final MessageSource source;

    /**
     * A job in this environment, which stays as it is. None of the job's operators keeps a row, so
     * {@code environment.getConfig().enableObjectReuse()} is safe where the sinks keep none either,
     * and makes the job faster.
     */
    public ScoringJob(StreamExecutionEnvironment environment, MessageSource source) {
        this.environment = environment;
        this.source = source;
    }

    /** Scores with one model from beginning to end. */
    public ScoredStream score(ServedModel model, ScoringOptions options) {
        return scored(
                examples ->
                        examples.transform(
                                "score", scoreType(), new ScoringOperator.Fixed(model, options)));
    }

    /**
     * Scores with the first model until there is another one.
     *
     * @param updates the first model and those to come
     */
    public ScoredStream score(ModelUpdates updates, ScoringOptions options) {
        return scored(
                examples ->
                        examples.connect(updates.models().broadcast())
                                .transform(
                                        "score",
                                        scoreType(),
                                        new ScoringOperator.Reloading(updates.first(), options)));
    }

    /** Scores by a service, which has the model; it changes there, and not in the job. */
    public ScoredStream score(RemoteOptions service) {
        return scored(new RemoteScoring(service, source.schema())::score);
    }

    private RowTypeInfo scoreType() {
        return ScoreRows.type(source.schema());
    }

    /**
     * Scores by operators of the caller's.
     *
     * @param scoring makes of rows of {@link EventRows#TYPE} rows of {@link ScoreRows#type}, and
     *     gives what it cannot score to {@link ScoredStream#REJECTS}
     */
    public ScoredStream scored(Function<DataStream<Row>, SingleOutputStreamOperator<Row>> scoring) {
        ParsedStream parsed =
                ParsedStream.of(environment, source, WatermarkStrategy.noWatermarks(), "");
        return parsed.scored(scoring.apply(parsed.examples()));
    }
}
