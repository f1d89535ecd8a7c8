package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.apache.flink.ml.feature.lsh.MinHashLSH;
import org.apache.flink.ml.feature.lsh.MinHashLSHModel;
import org.apache.flink.ml.linalg.SparseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = MinHashLSH.class,
        defect = "`approxNearestNeighbors` gives more than the `k` rows that it is asked for",
        cure = "sort by the distance and take the first `k`")
class MoreNeighborsIT {
    private static final SparseVector SET =
            Vectors.sparse(4, new int[] {0, 2}, new double[] {1, 1});

    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlGivesAllRowsOfABucket() {
        Table table =
                tEnv.fromDataStream(env.fromCollection(Collections.nCopies(6, Row.of(SET))))
                        .as("input");
        MinHashLSHModel model = new MinHashLSH().setSeed(1).fit(table);

        assertThat(rows(model.approxNearestNeighbors(table, SET, 2))).hasSizeGreaterThan(2);
    }
}
