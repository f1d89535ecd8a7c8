package io.flinklab.streaming;

import io.flinklab.data.flink.EventRows;
import io.flinklab.serving.ServedModel;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;

/**
 * The streams that a scoring job makes.
 *
 * @param examples of type {@link EventRows#TYPE}: all that was read, whether it gets a score or not
 * @param scores of {@link ScoreRows#type}
 * @param rejects of type {@link io.flinklab.data.flink.RejectRows#TYPE}
 * @param switches of type {@link ModelReportRows#TYPE}: each subtask's changes of model, reported
 *     between the last example of the old one and the first of the new one; may be left unread
 */
public record ScoredStream(
        DataStream<Row> examples,
        DataStream<Row> scores,
        DataStream<Row> rejects,
        DataStream<Row> switches) {

    /** The side output of what scores, for events without a score. */
    public static final OutputTag<Row> REJECTS = Rejects.TAG;

    /** The type of the scores. */
    public RowTypeInfo type() {
        return (RowTypeInfo) scores.getType();
    }

    /** Writes scores and rejects; exactly once if the sinks do. */
    public void sinkTo(Sink<Row> scoreSink, Sink<Row> rejectSink) {
        scores.sinkTo(scoreSink).name("scores").uid("scores");
        rejects.sinkTo(rejectSink).name("rejects").uid("rejects");
    }

    /**
     * The same examples scored by another model, a challenger whose scores are kept and not served:
     * what this stream gives stays as it is.
     *
     * @param challenger reads the same rows
     * @return of the same type as the scores; what the challenger cannot score is in {@link
     *     #REJECTS}
     */
    public SingleOutputStreamOperator<Row> shadow(ServedModel challenger, ScoringOptions options) {
        return examples.transform(
                        "shadow", scores.getType(), new ScoringOperator.Shadow(challenger, options))
                .uid("shadow");
    }

    /** The scores as a table with the columns of {@link ScoreRows#type}. */
    public Table table(StreamTableEnvironment tables) {
        return tables.fromDataStream(scores);
    }
}
