package io.flinklab.streaming;

import io.flinklab.data.Reject;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.RejectRows;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.types.Row;

/** Asks the service for one example, without waiting for it. */
final class RemoteCall extends RichAsyncFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    /**
     * A score or a reject, the other field null, because an async function has no side output; and
     * the columns whose category the model was not trained with.
     */
    static RowTypeInfo answerType(Schema schema) {
        return new RowTypeInfo(
                new TypeInformation<?>[] {
                    ScoreRows.type(schema), RejectRows.TYPE, Types.OBJECT_ARRAY(Types.STRING)
                },
                new String[] {"score", "reject", "unseen"});
    }

    private final RemoteOptions options;
    private final EventRows events;
    private transient RemoteClient client;
    private transient RemoteBatches batches;
    private transient RemoteMetrics metrics;

    RemoteCall(RemoteOptions options, EventRows events) {
        this.events = events;
        this.options = options;
    }

    @Override
    public void open(Configuration configuration) {
        metrics = new RemoteMetrics(getRuntimeContext().getMetricGroup());
        client = new RemoteClient(options, events.schema(), metrics::retried);
        batches = new RemoteBatches(client, options);
    }

    @Override
    public void asyncInvoke(Row event, ResultFuture<Row> result) {
        long arrivedNanos = System.nanoTime();
        batches.score(events.example(event))
                .thenApply(
                        score -> {
                            metrics.answered(score, arrivedNanos);
                            return Set.of(answer(event, score));
                        })
                .whenComplete(
                        (answer, failure) -> {
                            if (failure == null) {
                                result.complete(answer);
                            } else {
                                result.completeExceptionally(cause(failure));
                            }
                        });
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }

    private Row answer(Row event, RemoteScore answer) {
        if (answer instanceof RemoteScore.Scored scored) {
            return Row.of(
                    score(event, scored), null, scored.unseenCategories().toArray(String[]::new));
        }
        RemoteScore.Refused refused = (RemoteScore.Refused) answer;
        return Row.of(
                null,
                RejectRows.of(
                        new Reject(
                                events.origin(event),
                                events.position(event),
                                refused.column(),
                                refused.reason(),
                                events.raw(event))),
                new String[0]);
    }

    private Row score(Row event, RemoteScore.Scored scored) {
        return ScoreRows.of(
                events.key(event, events.example(event)),
                scored.score(),
                scored.prediction(),
                scored.modelVersion(),
                scored.modelSha256(),
                events.time(event),
                System.currentTimeMillis());
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }
}
