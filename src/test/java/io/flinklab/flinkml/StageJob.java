package io.flinklab.flinkml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A Flink job that stages are put into, and that is ended when it takes too long. */
final class StageJob {
    /** Far above the second that a slow stage takes, so that a busy machine makes none hang. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final StreamExecutionEnvironment environment;
    private final StreamTableEnvironment tables;

    /** A job without operators. */
    StageJob(StreamExecutionEnvironment environment) {
        this.environment = environment;
        this.tables = StreamTableEnvironment.create(environment);
        environment.setRestartStrategy(RestartStrategies.noRestart());
    }

    StreamTableEnvironment tables() {
        return tables;
    }

    /** The {@link SixRows}. */
    Table sixRows() {
        return table(SixRows.USUAL, SixRows.TYPE);
    }

    /** A table of one row or more. */
    Table table(List<Row> rows, RowTypeInfo type) {
        return tables.fromDataStream(environment.fromCollection(rows, type));
    }

    /** A table of one row, whose columns are the object's fields. */
    Table table(Object row) {
        return tables.fromDataStream(environment.fromCollection(List.of(row)));
    }

    /** A table with the columns of the six rows and without rows. */
    Table noRows() {
        return tables.fromDataStream(
                environment.fromCollection(SixRows.USUAL, SixRows.TYPE).filter(row -> false));
    }

    /** The six rows, two after each checkpoint; checkpoints begin every 100 ms. */
    Table sixRowsBetweenCheckpoints() {
        environment.enableCheckpointing(100);
        Row[] rows = SixRows.USUAL.toArray(Row[]::new);
        DataGeneratorSource<Row> source =
                new DataGeneratorSource<>(
                        number -> rows[number.intValue()],
                        rows.length,
                        RateLimiterStrategy.perCheckpoint(2),
                        SixRows.TYPE);
        return tables.fromDataStream(
                environment
                        .fromSource(source, WatermarkStrategy.noWatermarks(), "six rows")
                        .setParallelism(1));
    }

    /**
     * Runs the job to its end, and gives the tables' rows.
     *
     * @throws TimeoutException it has not ended within the limit; it is cancelled
     */
    StageOutput run(Table... outputs) throws Exception {
        List<CloseableIterator<Row>> rows =
                Arrays.stream(outputs)
                        .map(table -> tables.toDataStream(table).collectAsync())
                        .toList();
        end(environment.executeAsync());
        List<StageOutput.OutputRow> all = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            List<String> columns = outputs[i].getResolvedSchema().getColumnNames();
            rows.get(i).forEachRemaining(row -> all.add(StageOutput.OutputRow.of(columns, row)));
        }
        return new StageOutput(all);
    }

    private static void end(JobClient job) throws Exception {
        try {
            job.getJobExecutionResult().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            job.cancel().get();
            throw e;
        }
    }
}
