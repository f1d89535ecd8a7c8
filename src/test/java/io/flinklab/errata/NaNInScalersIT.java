package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.feature.maxabsscaler.MaxAbsScaler;
import org.apache.flink.ml.feature.minmaxscaler.MinMaxScaler;
import org.apache.flink.ml.feature.robustscaler.RobustScaler;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Erratum(
        stages = {MaxAbsScaler.class, MinMaxScaler.class, StandardScaler.class},
        defect =
                "makes a feature NaN in every row when one row holds NaN there "
                        + "(`RobustScaler` leaves it out)",
        cure = "rows with missing numbers are imputed or rejected before")
class NaNInScalersIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    static Stream<Estimator<?, ?>> spoilt() {
        return Stream.of(
                new MaxAbsScaler().setInputCol("vector"),
                new MinMaxScaler().setInputCol("vector"),
                new StandardScaler().setInputCol("vector"));
    }

    private Double firstOf(Estimator<?, ?> scaler) {
        Table table =
                tEnv.fromDataStream(
                                env.fromElements(
                                        Row.of(Vectors.dense(1)),
                                        Row.of(Vectors.dense(2)),
                                        Row.of(Vectors.dense(Double.NaN))))
                        .as("vector");
        return rows(((Model<?>) scaler.fit(table)).transform(table)[0])
                .get(0)
                .<Vector>getFieldAs("output")
                .get(0);
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void flinkMlMakesTheOtherRowsNaN(Estimator<?, ?> scaler) {
        assertThat(firstOf(scaler)).isNaN();
    }

    @Test
    void shouldLeaveNaNOutAsRobustScalerDoes() {
        assertThat(firstOf(new RobustScaler().setInputCol("vector"))).isFinite();
    }
}
