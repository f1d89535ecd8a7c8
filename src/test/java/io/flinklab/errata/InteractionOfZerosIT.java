package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.ml.feature.interaction.Interaction;
import org.apache.flink.ml.linalg.SparseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = Interaction.class,
        defect = "fails with `ArithmeticException: / by zero` on a sparse vector without entries",
        cure = "the tuned features use `PolynomialExpansion`")
class InteractionOfZerosIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void shouldMultiplyADenseVectorOfZeros() {
        Table table =
                tEnv.fromDataStream(env.fromElements(Row.of(2.0, Vectors.dense(0, 0))))
                        .as("number", "vector");

        assertThat(rows(interaction().transform(table)[0]))
                .extracting(row -> row.getField("output"))
                .containsExactly(Vectors.dense(0, 0));
    }

    @Test
    void flinkMlCannotMultiplyTheSameVectorWhereItIsSparse() {
        SparseVector zeros = Vectors.sparse(2, new int[0], new double[0]);
        Table table =
                tEnv.fromDataStream(env.fromElements(Row.of(2.0, zeros))).as("number", "vector");

        assertThatThrownBy(() -> rows(interaction().transform(table)[0]))
                .hasRootCauseInstanceOf(ArithmeticException.class)
                .hasRootCauseMessage("/ by zero");
    }

    private static Interaction interaction() {
        return new Interaction().setInputCols("number", "vector").setOutputCol("output");
    }
}
