package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.ml.feature.vectorindexer.VectorIndexer;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = VectorIndexer.class,
        defect =
                "fails with `NullPointerException` when an element has more than `maxCategories` values, which it should leave as it is",
        cure = "give it the other elements alone (`VectorSlicer`)")
class ManyValuesIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlFailsOnAFeatureThatIsNoCategory() {
        assertThatThrownBy(() -> rows(indexed(2)))
                .hasRootCauseInstanceOf(NullPointerException.class);

        assertThat(rows(indexed(3)))
                .extracting(row -> row.<DenseVector>getFieldAs("output").get(0))
                .containsExactly(0.0, 1.0, 2.0);
    }

    private Table indexed(int maxCategories) {
        Table table =
                tEnv.fromDataStream(
                                env.fromElements(
                                        Row.of(Vectors.dense(0.5)),
                                        Row.of(Vectors.dense(1.5)),
                                        Row.of(Vectors.dense(2.5))))
                        .as("input");
        return new VectorIndexer().setMaxCategories(maxCategories).fit(table).transform(table)[0];
    }
}
