package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.flink.ml.clustering.kmeans.KMeans;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = KMeans.class,
        defect =
                "loses a cluster, whose centroid becomes NaN, when two of the rows that it begins with are equal")
class EmptyClusterIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlLosesAClusterOfTwoEqualRows() {
        assertThat(centroids(1, 1)).containsExactlyInAnyOrder(1, Double.NaN);
        assertThat(centroids(1, 2)).containsExactlyInAnyOrder(1, 2);
    }

    private double[] centroids(double first, double second) {
        Table table =
                tEnv.fromDataStream(
                                env.fromElements(
                                        Row.of(Vectors.dense(first)),
                                        Row.of(Vectors.dense(second))))
                        .as("features");
        Row model = rows(new KMeans().setK(2).fit(table).getModelData()[0]).get(0);
        return Arrays.stream(model.<DenseVector[]>getFieldAs("centroids"))
                .mapToDouble(centroid -> centroid.get(0))
                .toArray();
    }
}
