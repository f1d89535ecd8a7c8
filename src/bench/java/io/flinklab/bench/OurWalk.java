package io.flinklab.bench;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.app.LabelledData;
import io.flinklab.app.ModelTraining;
import io.flinklab.data.Customer;
import io.flinklab.data.CustomerRows;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Plan;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/**
 * What {@link ArticleWorkflow} gives its reader, our way: train once, measure what was saved,
 * publish, verify and open it again, score the test rows with it.
 *
 * <p>Arguments: the data file, a directory for the store, the plan, and what scores at the end:
 * {@code plain} for the scorer or {@code flink} for Flink ML's transform of the loaded pipeline.
 */
final class OurWalk {
    private OurWalk() {}

    public static void main(String[] args) throws Exception {
        TrainingOptions options =
                new TrainingOptions(Plan.valueOf(args[2].toUpperCase(Locale.ROOT)));
        ModelStore store = ModelStore.at(Path.of(args[1]));
        LabelledData data = LabelledData.read(Path.of(args[0]), options);
        try (EmbeddedCluster cluster = EmbeddedCluster.start(options.parallelism())) {
            StoredModel published = new ModelTraining(cluster).publish(data, options, store);
            System.out.println(published.manifest().training().metrics());
            StoredModel opened = store.open(published.version());
            long correct =
                    args[3].equals("plain")
                            ? correct(Scorer.of(opened), data.test())
                            : correct(opened.flinkPipeline(), data.test(), cluster);
            System.out.println("correct " + correct + " of " + data.test().size());
        }
    }

    private static long correct(Scorer scorer, List<Customer> customers) {
        return customers.stream()
                .filter(
                        customer ->
                                scorer.predict(customer)
                                        .map(Prediction::prediction)
                                        .filter(prediction -> prediction == customer.exited())
                                        .isPresent())
                .count();
    }

    private static long correct(Path pipeline, List<Customer> customers, EmbeddedCluster cluster)
            throws Exception {
        StreamExecutionEnvironment env = cluster.environment();
        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        List<Row> rows = customers.stream().map(CustomerRows::toRow).toList();
        Table input = tables.fromDataStream(env.fromCollection(rows, CustomerRows.TYPE));
        Table scored = PipelineModel.load(tables, pipeline.toString()).transform(input)[0];
        return tables.toDataStream(scored).executeAndCollect(rows.size() + 1).stream()
                .filter(row -> row.getField("Exited").equals(row.getField("prediction")))
                .count();
    }
}
