package io.flinklab.streaming;

import io.flinklab.data.Schema;
import io.flinklab.data.flink.RejectRows;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/**
 * Scores a stream by a {@link io.flinklab.serving.http.ScoringService}, instead of in the job.
 *
 * <p>An example that the service refuses is a reject. If none of the tries gets an answer, the job
 * fails with a {@link RemoteClient.RemoteException}; after a restart it asks again for every
 * example whose score was not yet in a checkpoint.
 */
final class RemoteScoring {
    private static final long NEVER = 0;

    private final RemoteOptions options;
    private final Schema schema;

    RemoteScoring(RemoteOptions options, Schema schema) {
        this.schema = schema;
        this.options = options;
    }

    /**
     * The scores, in the order of the examples.
     *
     * @param examples rows of {@link io.flinklab.data.flink.EventRows#TYPE}
     * @return of {@link ScoreRows#type}, with the side output {@link Rejects#TAG}
     */
    SingleOutputStreamOperator<Row> score(DataStream<Row> examples) {
        // No timeout of Flink's own: the client's tries end, with a better message.
        return AsyncDataStream.orderedWait(
                        examples,
                        new RemoteCall(options, schema),
                        NEVER,
                        TimeUnit.MILLISECONDS,
                        options.capacity())
                .returns(RemoteCall.answerType(schema))
                .name("ask the scoring service")
                .uid("ask")
                .process(new Sort(schema))
                .returns(ScoreRows.type(schema))
                .name("score");
    }

    /** Scores to the main output, rejects to the other. */
    private static final class Sort extends ProcessFunction<Row, Row> {
        private static final long serialVersionUID = 1L;

        private final Schema schema;
        private transient Counter scored;
        private transient Rejects rejects;
        private transient UnseenMetrics unseen;

        Sort(Schema schema) {
            this.schema = schema;
        }

        @Override
        public void open(Configuration parameters) {
            scored = getRuntimeContext().getMetricGroup().counter("scored");
            rejects = new Rejects(getRuntimeContext().getMetricGroup(), schema);
            unseen = new UnseenMetrics(getRuntimeContext());
        }

        @Override
        public void processElement(Row answer, Context context, Collector<Row> scores) {
            Row score = answer.getFieldAs(0);
            if (score != null) {
                scored.inc();
                for (String column : answer.<String[]>getFieldAs(2)) {
                    unseen.count(column);
                }
                scores.collect(score);
            } else {
                Row reject = answer.getFieldAs(1);
                rejects.count(Rejects.Kind.REFUSED, RejectRows.toReject(reject).column());
                context.output(Rejects.TAG, reject);
            }
        }
    }
}
