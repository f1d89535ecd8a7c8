package io.flinklab.app;

import io.flinklab.data.Customer;
import io.flinklab.data.CustomerRows;
import io.flinklab.store.StoredModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** Scores customers with Flink ML's own load and transform: a Flink job, whatever their number. */
public final class FlinkScoring {
    private static final String KEY = "CustomerId";
    private static final String PROBABILITIES = "rawPrediction";

    private final EmbeddedCluster cluster;

    /** Scorings that run on this cluster. */
    public FlinkScoring(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Probabilities to leave, by CustomerId.
     *
     * @param customers no two with the same CustomerId, at least one
     */
    public Map<Long, Double> scores(StoredModel model, List<Customer> customers) throws Exception {
        StreamExecutionEnvironment environment = cluster.environment();
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        List<Row> rows = customers.stream().map(CustomerRows::toRow).toList();
        Table table = tables.fromDataStream(environment.fromCollection(rows, CustomerRows.TYPE));
        Table scored =
                PipelineModel.load(tables, model.flinkPipeline().toString()).transform(table)[0];
        Map<Long, Double> scores = new HashMap<>();
        for (Row row : tables.toDataStream(scored).executeAndCollect(rows.size() + 1)) {
            scores.put(row.getFieldAs(KEY), row.<DenseVector>getFieldAs(PROBABILITIES).get(1));
        }
        return scores;
    }

    /**
     * How far the scores of two ways to score are apart at most.
     *
     * @param scores one for each customer, in their order
     * @return from 0 to 1; NaN if a customer has no score by CustomerId
     */
    public static double largestDifference(
            List<Customer> customers, double[] scores, Map<Long, Double> byCustomerId) {
        double largest = 0;
        for (int i = 0; i < scores.length; i++) {
            double other = byCustomerId.getOrDefault(customers.get(i).customerId(), Double.NaN);
            largest = Math.max(largest, Math.abs(scores[i] - other));
        }
        return largest;
    }
}
