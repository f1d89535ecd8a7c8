package io.flinklab.streaming;

import io.flinklab.data.Schema;
import io.flinklab.data.flink.EventRows;
import io.flinklab.data.flink.RejectRows;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
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
    private final Schema schema;
    private transient RemoteClient client;
    private transient RemoteBatches batches;
    private transient Metrics metrics;

    RemoteCall(RemoteOptions options, Schema schema) {
        this.schema = schema;
        this.options = options;
    }

    @Override
    public void open(Configuration configuration) {
        metrics = new Metrics(getRuntimeContext().getMetricGroup());
        client = new RemoteClient(options, schema, metrics::retried);
        batches = new RemoteBatches(client, options);
    }

    @Override
    public void asyncInvoke(Row event, ResultFuture<Row> result) {
        long arrivedNanos = System.nanoTime();
        batches.score(EventRows.example(event))
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
                null, EventRows.reject(event, refused.column(), refused.reason()), new String[0]);
    }

    private Row score(Row event, RemoteScore.Scored scored) {
        return ScoreRows.of(
                event,
                scored.score(),
                scored.prediction(),
                scored.modelVersion(),
                scored.modelSha256(),
                System.currentTimeMillis());
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    /**
     * The metrics of a subtask that asks a service: {@code remoteRetries}, {@code modelVersion},
     * which is the latest answer's, and {@code scoringMicros}, a histogram of the microseconds from
     * an example's arrival to the answer. Thread-safe.
     */
    private static final class Metrics {
        private static final int WINDOW = 1_000;
        private static final long NANOS_A_MICRO = 1_000;

        private final Counter retries;
        private final Histogram latency;
        private volatile String version = "";

        Metrics(MetricGroup group) {
            retries = group.counter("remoteRetries", new ThreadSafeSimpleCounter());
            latency = group.histogram("scoringMicros", new DescriptiveStatisticsHistogram(WINDOW));
            group.gauge("modelVersion", () -> version);
        }

        void retried() {
            retries.inc();
        }

        void answered(RemoteScore answer, long arrivedNanos) {
            latency.update((System.nanoTime() - arrivedNanos) / NANOS_A_MICRO);
            if (answer instanceof RemoteScore.Scored scored) {
                version = scored.modelVersion();
            }
        }
    }
}
