package io.flinklab.online;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.flink.EventRows;
import io.flinklab.features.FeatureEncoder;
import io.flinklab.features.FittedPipeline;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/** Labelled customers, always the same in the same order. */
final class LearnedCustomers {
    static final List<Example> ALL = new CustomerGenerator(11).examples(3000).toList();

    private LearnedCustomers() {}

    /** A stream that ends; slow enough to be disturbed. */
    static DataStream<Row> stream(StreamExecutionEnvironment environment, double perSecond) {
        return environment.fromSource(
                new DataGeneratorSource<>(
                        row -> event(row.intValue()),
                        ALL.size(),
                        RateLimiterStrategy.perSecond(perSecond),
                        EventRows.TYPE),
                WatermarkStrategy.noWatermarks(),
                "customers");
    }

    static Row event(int row) {
        return event(ALL.get(row), row);
    }

    static Row event(Example customer, int row) {
        return EventRows.of(customer, "test", row, 1000 + row, "raw " + row);
    }

    /** What learns from rows without Flink. */
    static OnlineLogisticRegression learned(
            FittedPipeline first, LearnerOptions options, List<Example> rows) {
        return learned(first, options, rows, row -> 1);
    }

    /** The same from rows that weigh more or less. */
    static OnlineLogisticRegression learned(
            FittedPipeline first,
            LearnerOptions options,
            List<Example> rows,
            ToDoubleFunction<Example> weights) {
        OnlineLogisticRegression model =
                OnlineLogisticRegression.startingAt(
                        options,
                        first.classifier().coefficients().stream().mapToDouble(w -> w).toArray(),
                        first.classifier().intercept());
        FeatureEncoder encoder =
                new FeatureEncoder(
                        Churn.SCHEMA, first.stages().subList(0, first.stages().size() - 1));
        rows.forEach(
                each ->
                        model.learn(
                                encoder.encode(each.sharedNumbers(), each.sharedTexts()),
                                each.label(),
                                weights.applyAsDouble(each)));
        return model;
    }
}
