package io.flinklab.streaming;

import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.flink.EventRows;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/** Parsed customers at a steady rate; the row's number is the customer's id. */
final class LoadedCustomers {
    private static final List<Example> KINDS = new CustomerGenerator(3).examples(1000).toList();

    private static final AtomicInteger STARTS = new AtomicInteger();

    private LoadedCustomers() {}

    /** A stream that has not yet started. */
    static DataStream<Row> stream(StreamExecutionEnvironment env, long rows, double perSecond) {
        STARTS.set(0);
        DataGeneratorSource<Row> source =
                new DataGeneratorSource<>(
                        new Events(),
                        rows,
                        RateLimiterStrategy.perSecond(perSecond),
                        EventRows.TYPE);
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "customers");
    }

    /** The customer of a row. */
    static Example customer(long row) {
        Example kind = KINDS.get((int) (row % KINDS.size()));
        return new Example(
                row, kind.numbers(), new String[] {kind.text(0), kind.text(1)}, kind.label());
    }

    /** How often a subtask of the newest stream has started; again at each restart. */
    static int starts() {
        return STARTS.get();
    }

    private static final class Events implements GeneratorFunction<Long, Row> {
        private static final long serialVersionUID = 1L;

        @Override
        public void open(SourceReaderContext context) {
            STARTS.incrementAndGet();
        }

        @Override
        public Row map(Long row) {
            return EventRows.of(customer(row), "load", row, 1000 + row, "raw " + row);
        }
    }
}
