package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.ml.classification.logisticregression.OnlineLogisticRegression;
import org.apache.flink.ml.classification.logisticregression.OnlineLogisticRegressionModel;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = OnlineLogisticRegression.class,
        defect =
                "its model scores with the first model data for ever: those that come "
                        + "later change the column `modelVersion` alone",
        cure = "`StreamLogisticRegression` scores with the newest, as the scoring job does",
        repairedBy = "FLINK-36653")
class OnlineModelChangesIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlScoresWithTheFirstModelUnderTheNumberOfTheSecond() {
        env.enableCheckpointing(100);
        Table models =
                onePerCheckpoint(
                        new RowTypeInfo(DenseVectorTypeInfo.INSTANCE, Types.LONG),
                        Row.of(Vectors.dense(1), 1L),
                        Row.of(Vectors.dense(-1), 2L));
        Row point = Row.of(Vectors.dense(3));
        Table points =
                onePerCheckpoint(
                        new RowTypeInfo(
                                new TypeInformation<?>[] {DenseVectorTypeInfo.INSTANCE},
                                new String[] {"features"}),
                        point,
                        point,
                        point);

        List<Row> scored =
                rows(new OnlineLogisticRegressionModel().setModelData(models).transform(points)[0]);

        Row first = scored.get(0);
        Row last = scored.get(2);
        assertThat(first.getField("modelVersion")).isEqualTo(1L);
        assertThat(last.getField("modelVersion")).isEqualTo(2L);
        // The first model says 1 and the second one 0.
        assertThat(last.getField("prediction"))
                .isEqualTo(1.0)
                .isEqualTo(first.getField("prediction"));
    }

    /** A checkpoint between two rows: what comes before it is processed before what comes after. */
    private Table onePerCheckpoint(RowTypeInfo type, Row... rows) {
        DataGeneratorSource<Row> source =
                new DataGeneratorSource<>(
                        number -> rows[number.intValue()],
                        rows.length,
                        RateLimiterStrategy.perCheckpoint(1),
                        type);
        return tEnv.fromDataStream(
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "one row per checkpoint"));
    }
}
