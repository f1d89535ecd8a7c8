package io.flinklab.training;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.churn.Churn;
import io.flinklab.data.Dataset;
import io.flinklab.data.Split;
import io.flinklab.data.flink.ExampleSource;
import io.flinklab.features.Vocabulary;
import java.nio.file.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/** The project's own customers, on the article's split. */
public final class ShippedCustomers {
    private static final Path FILE = Path.of("data/churn.csv");

    static final Split.Article SPLIT = new Split.Article(10_000);
    public static final Vocabulary VOCABULARY =
            Churn.TUNED
                    .features()
                    .vocabulary(Churn.SCHEMA, Dataset.read(Churn.SCHEMA, FILE).examples());

    private ShippedCustomers() {}

    public static DataStream<Row> train(EmbeddedCluster cluster) {
        return train(cluster.environment());
    }

    public static DataStream<Row> train(StreamExecutionEnvironment environment) {
        return ExampleSource.rows(environment, Churn.SCHEMA, SPLIT.train(), FILE.toString());
    }

    public static DataStream<Row> test(StreamExecutionEnvironment environment) {
        return ExampleSource.rows(environment, Churn.SCHEMA, SPLIT.test(), FILE.toString());
    }
}
