package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.ml.feature.polynomialexpansion.PolynomialExpansion;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = PolynomialExpansion.class,
        defect = "makes NaN 0, so that a missing value looks like a real one",
        cure = "rows with missing numbers are imputed or rejected before")
class PolynomialExpansionOfNaNIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlExpandsNaNToZeros() {
        Table table =
                tEnv.fromDataStream(env.fromElements(Row.of(Vectors.dense(2, Double.NaN))))
                        .as("vector");

        Table output =
                new PolynomialExpansion()
                        .setInputCol("vector")
                        .setOutputCol("output")
                        .setDegree(2)
                        .transform(table)[0];

        // x, x², y, xy, y²
        assertThat(rows(output))
                .extracting(row -> row.getField("output"))
                .containsExactly(Vectors.dense(2, 4, 0, 0, 0));
    }
}
