package io.flinklab.bench;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.churn.Churn;
import io.flinklab.data.Dataset;
import io.flinklab.data.flink.ExampleRows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.DiscardingSink;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/**
 * Rows per second of Flink ML's transform in a warm cluster at parallelism 1. Prints the median of
 * what a row costs in a large job after what a small one took is taken off, as rows per second.
 *
 * <p>Arguments: the data file, a directory with a pipeline that Flink ML saved.
 */
final class TransformRate {
    private static final int SMALL = 10_000;
    private static final int LARGE = 110_000;
    private static final int WARM_UP = 2;
    private static final int RUNS = 3;

    private final EmbeddedCluster cluster;
    private final String pipeline;
    private final Row[] rows;

    private TransformRate(EmbeddedCluster cluster, String pipeline, Row[] rows) {
        this.cluster = cluster;
        this.pipeline = pipeline;
        this.rows = rows;
    }

    public static void main(String[] args) throws Exception {
        Row[] rows =
                Dataset.read(Churn.SCHEMA, Path.of(args[0])).examples().stream()
                        .map(new ExampleRows(Churn.SCHEMA)::toRow)
                        .toArray(Row[]::new);
        try (EmbeddedCluster cluster = EmbeddedCluster.start(1)) {
            System.out.printf(
                    Locale.ROOT, "%.0f%n", new TransformRate(cluster, args[1], rows).median());
        }
    }

    private double median() throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            rate();
        }
        double[] rates = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            rates[i] = rate();
        }
        Arrays.sort(rates);
        return rates[RUNS / 2];
    }

    private double rate() throws Exception {
        double small = seconds(SMALL);
        return (LARGE - SMALL) / (seconds(LARGE) - small);
    }

    private double seconds(int count) throws Exception {
        StreamExecutionEnvironment env = cluster.environment();
        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        Row[] given = rows;
        DataStream<Row> input =
                env.fromSequence(0, count - 1L)
                        .map(i -> given[(int) (i % given.length)])
                        .returns(new ExampleRows(Churn.SCHEMA).type());
        Table scored =
                PipelineModel.load(tables, pipeline).transform(tables.fromDataStream(input))[0];
        tables.toDataStream(scored).addSink(new DiscardingSink<>());
        long start = System.nanoTime();
        env.execute();
        return (System.nanoTime() - start) / 1e9;
    }
}
