package io.flinklab.lesson;

import io.flinklab.data.Example;
import io.flinklab.data.ExampleRows;
import io.flinklab.store.StoredModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** Scores customers with Flink ML's own load and transform: a Flink job, whatever their number. */
public final class FlinkScoring {
    private static final String PROBABILITIES = "rawPrediction";

    private final Supplier<StreamExecutionEnvironment> environments;

    /**
     * @param environments gives a new one for each job
     */
    public FlinkScoring(Supplier<StreamExecutionEnvironment> environments) {
        this.environments = environments;
    }

    /**
     * Probabilities to leave, in the customers' order; NaN for those whom the model skips.
     *
     * @param customers at least one
     */
    public double[] scores(StoredModel model, List<Example> customers) throws Exception {
        StreamExecutionEnvironment environment = environments.get();
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        Table table =
                tables.fromDataStream(
                        environment.fromCollection(numbered(customers), ExampleRows.TYPE));
        Table scored =
                PipelineModel.load(tables, model.flinkPipeline().toString()).transform(table)[0];
        double[] scores = new double[customers.size()];
        Arrays.fill(scores, Double.NaN);
        for (Row row : tables.toDataStream(scored).executeAndCollect(customers.size())) {
            scores[row.<Long>getFieldAs(0).intValue()] =
                    row.<DenseVector>getFieldAs(PROBABILITIES).get(1);
        }
        return scores;
    }

    /** Flink promises no order, so each row carries its position, where its number was. */
    static List<Row> numbered(List<Example> customers) {
        List<Row> rows = new ArrayList<>();
        for (Example customer : customers) {
            Row row = ExampleRows.toRow(customer);
            row.setField(0, (long) rows.size());
            rows.add(row);
        }
        return rows;
    }
}
