package io.flinklab.streaming;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/**
 * A source's messages, parsed.
 *
 * @param examples of {@link EventRows#type}
 * @param rejects messages that are none, of type {@link io.flinklab.data.flink.RejectRows#TYPE}
 */
public record ParsedStream(DataStream<Row> examples, DataStream<Row> rejects) {

    /**
     * Reads and parses a source.
     *
     * @param watermarks of its messages, as {@link MessageSource#watermarks}
     * @param name what tells its operators from those of the job's other sources
     */
    public static ParsedStream of(
            StreamExecutionEnvironment environment,
            MessageSource source,
            WatermarkStrategy<Row> watermarks,
            String name) {
        EventRows events = new EventRows(source.schema());
        SingleOutputStreamOperator<Row> examples =
                environment
                        .fromSource(source.source(), watermarks, source.name())
                        .uid(name + "source")
                        .process(new ParseMessages(events, source.format()))
                        .returns(events.type())
                        .name(name + "parse")
                        .uid(name + "parse");
        return new ParsedStream(examples, examples.getSideOutput(Rejects.TAG));
    }

    /**
     * What scoring them gives, with all rejects.
     *
     * @param scores of {@link ScoreRows#type}, made of the examples; what cannot be scored is in
     *     {@link ScoredStream#REJECTS}
     */
    public ScoredStream scored(SingleOutputStreamOperator<Row> scores) {
        return new ScoredStream(
                examples,
                scores.uid("score"),
                rejects.union(scores.getSideOutput(Rejects.TAG)),
                scores.getSideOutput(ScoringOperator.SWITCHES));
    }
}
