package io.flinklab.streaming;

import io.flinklab.serving.MetricBound;
import io.flinklab.serving.ModelGate;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.flink.StoreLocation;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/**
 * How a running job changes its model. The store says which version is to be used; the job looks
 * into it at its start and at each event.
 *
 * @param first the model that the job begins with
 * @param models those that come into use, for {@link ScoringJob}; after each start, also after one
 *     that follows a failure, the store's model comes first, even if it is in use already
 * @param reports of type {@link ModelReportRows#TYPE}: changes, refusals, a store that cannot be
 *     reached
 */
public record ModelUpdates(ServedModel first, DataStream<Row> models, DataStream<Row> reports) {
    private static final double MILLIS_A_SECOND = 1_000;

    /**
     * Looks at each event, for a job that scores in plain Java.
     *
     * @param first the model that the job begins with
     * @param bounds what a version must reach to be used
     * @param events of type {@link ModelEventRows#TYPE}, without end: a job ends with its inputs
     */
    public static ModelUpdates at(
            DataStream<Row> events,
            StoreLocation store,
            ServedModel first,
            List<MetricBound> bounds) {
        return at(events, store, first, new ModelGate(bounds));
    }

    /**
     * Looks at each event.
     *
     * @param first the model that the job begins with
     * @param gate what judges a version
     * @param events of type {@link ModelEventRows#TYPE}, without end: a job ends with its inputs
     */
    public static ModelUpdates at(
            DataStream<Row> events, StoreLocation store, ServedModel first, ModelGate gate) {
        SingleOutputStreamOperator<Row> models =
                events.global()
                        .transform(
                                "model gate",
                                ModelRows.TYPE,
                                new GateOperator(store, gate.forRowsOf(first.schema()), first))
                        .uid("model gate")
                        .setParallelism(1)
                        .setMaxParallelism(1);
        return new ModelUpdates(first, models, models.getSideOutput(GateOperator.REPORTS));
    }

    /** An event each time that this much time has gone by, without end. */
    public static DataStream<Row> ticks(StreamExecutionEnvironment environment, Duration every) {
        DataGeneratorSource<Row> ticks =
                new DataGeneratorSource<>(
                        number -> ModelEventRows.tick(),
                        Long.MAX_VALUE,
                        RateLimiterStrategy.perSecond(MILLIS_A_SECOND / every.toMillis()),
                        ModelEventRows.TYPE);
        return environment
                .fromSource(ticks, WatermarkStrategy.noWatermarks(), "ticks")
                .uid("ticks")
                .setParallelism(1);
    }
}
