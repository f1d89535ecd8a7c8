package io.flinklab.streaming;

import io.flinklab.data.flink.EventRows;
import io.flinklab.data.flink.RejectRows;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/**
 * A source's examples, and what is none.
 *
 * @param examples rows of {@link EventRows#TYPE}, whose records are examples
 * @param rejects rows of {@link RejectRows#TYPE}
 */
public record ParsedStream(DataStream<Row> examples, DataStream<Row> rejects) {

    /**
     * Reads a source.
     *
     * @param watermarks of its records, as {@link MessageSource#watermarks}
     * @param name what tells its operators from those of the job's other sources
     */
    public static ParsedStream of(
            StreamExecutionEnvironment environment,
            MessageSource source,
            WatermarkStrategy<Row> watermarks,
            String name) {
        SingleOutputStreamOperator<Row> examples =
                environment
                        .fromSource(source.source(), watermarks, source.name())
                        .uid(name + "source")
                        .process(new SortRecords(source.schema()))
                        .returns(EventRows.TYPE)
                        .name(name + "set rejects aside")
                        .uid(name + "set rejects aside");
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
