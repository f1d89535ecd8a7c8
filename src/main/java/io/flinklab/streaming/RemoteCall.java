package io.flinklab.streaming;

import io.flinklab.data.Reject;
import io.flinklab.data.RejectRows;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.types.Row;

/** Asks the service for one customer, without waiting for it. */
final class RemoteCall extends RichAsyncFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    /**
     * A score or a reject, the other field null, because an async function has no side output; and
     * the columns whose category the model was not trained with.
     */
    static final RowTypeInfo ANSWER =
            new RowTypeInfo(
                    new TypeInformation<?>[] {
                        ScoreRows.TYPE, RejectRows.TYPE, Types.OBJECT_ARRAY(Types.STRING)
                    },
                    new String[] {"score", "reject", "unseen"});

    private final RemoteOptions options;
    private transient RemoteClient client;
    private transient RemoteBatches batches;
    private transient RemoteMetrics metrics;

    RemoteCall(RemoteOptions options) {
        this.options = options;
    }

    @Override
    public void open(Configuration configuration) {
        metrics = new RemoteMetrics(getRuntimeContext().getMetricGroup());
        client = new RemoteClient(options, metrics::retried);
        batches = new RemoteBatches(client, options);
    }

    @Override
    public void asyncInvoke(Row event, ResultFuture<Row> result) {
        long arrivedNanos = System.nanoTime();
        batches.score(EventRows.customer(event))
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

    private static Row answer(Row event, RemoteScore answer) {
        if (answer instanceof RemoteScore.Scored scored) {
            return Row.of(
                    score(event, scored), null, scored.unseenCategories().toArray(String[]::new));
        }
        RemoteScore.Refused refused = (RemoteScore.Refused) answer;
        return Row.of(
                null,
                RejectRows.of(
                        new Reject(
                                EventRows.origin(event),
                                EventRows.position(event),
                                refused.column(),
                                refused.reason(),
                                EventRows.raw(event))),
                new String[0]);
    }

    private static Row score(Row event, RemoteScore.Scored scored) {
        return ScoreRows.of(
                scored.customerId(),
                scored.score(),
                scored.prediction(),
                scored.modelVersion(),
                scored.modelSha256(),
                EventRows.time(event),
                System.currentTimeMillis());
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }
}
