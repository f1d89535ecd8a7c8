package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.features.Stages;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = StandardScaler.class,
        defect =
                "gives NaN for a feature that has one value in all rows, where rounding "
                        + "makes its variance negative",
        cure = "`Stages.standardScaler` scales such a feature to 0")
class ConstantFeatureIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    private Table table() {
        Row row = Row.of(Vectors.dense(0.7));
        return tEnv.fromDataStream(env.fromElements(row, row, row, row, row)).as("vector");
    }

    private static double scaled(StandardScaler scaler, Table table) {
        return rows(scaler.fit(table).transform(table)[0])
                .get(0)
                .<Vector>getFieldAs("output")
                .get(0);
    }

    @Test
    void flinkMlScalesAConstantToNaN() {
        StandardScaler scaler =
                new StandardScaler().setWithMean(true).setInputCol("vector").setOutputCol("output");

        assertThat(scaled(scaler, table())).isNaN();
    }

    @Test
    void oursScalesAConstantToZero() {
        assertThat(scaled(Stages.standardScaler("vector", "output"), table())).isZero();
    }
}
