package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.ml.feature.polynomialexpansion.PolynomialExpansion;
import org.apache.flink.ml.linalg.SparseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = PolynomialExpansion.class,
        defect = "fails with `IllegalArgumentException` on a sparse vector that holds a zero",
        cure = "the tuned features are scaled first, which makes vectors dense")
class PolynomialExpansionOfZeroIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void shouldExpandADenseVectorWithAZero() {
        Table table =
                tEnv.fromDataStream(env.fromElements(Row.of(Vectors.dense(0, 3)))).as("vector");

        assertThat(rows(expansion().transform(table)[0]))
                .extracting(row -> row.getField("output"))
                .containsExactly(Vectors.dense(0, 0, 3, 0, 9));
    }

    @Test
    void flinkMlCannotExpandTheSameVectorWhereItIsSparse() {
        SparseVector vector = Vectors.sparse(2, new int[] {0, 1}, new double[] {0, 3});
        Table table = tEnv.fromDataStream(env.fromElements(Row.of(vector))).as("vector");

        assertThatThrownBy(() -> rows(expansion().transform(table)[0]))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageContaining("duplicate");
    }

    private static PolynomialExpansion expansion() {
        return new PolynomialExpansion().setInputCol("vector").setOutputCol("output").setDegree(2);
    }
}
