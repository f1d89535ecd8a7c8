package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.ml.clustering.agglomerativeclustering.AgglomerativeClustering;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = AgglomerativeClustering.class,
        defect = "fails with `ArrayIndexOutOfBoundsException` when a row holds NaN")
class NaNInClustersIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlFindsNoClosestPair() {
        Table table =
                tEnv.fromDataStream(
                                env.fromElements(
                                        Row.of(Vectors.dense(1)),
                                        Row.of(Vectors.dense(2)),
                                        Row.of(Vectors.dense(Double.NaN))))
                        .as("features");

        Table[] clusters = new AgglomerativeClustering().setNumClusters(1).transform(table);

        assertThatThrownBy(() -> rows(clusters[0]))
                .hasRootCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
    }
}
