package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelData;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelDataUtil;
import org.apache.flink.ml.classification.logisticregression.OnlineLogisticRegression;
import org.apache.flink.ml.linalg.DenseVector;
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
                "forgets what it learned when a job restarts: the number of the model "
                        + "and the sums of FTRL are in its checkpoints and are not read from them",
        cure = "`StreamLogisticRegression` goes on with all it had learned")
class OnlineRestartIT {
    private static final int ROWS = 12;
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {DenseVectorTypeInfo.INSTANCE, Types.DOUBLE},
                    new String[] {"features", "label"});

    @Test
    void flinkMlBeginsAgainFromTheFirstNumberAndWithoutItsSums() throws Exception {
        List<LogisticRegressionModelData> undisturbed = models(false);

        List<LogisticRegressionModelData> restarted = models(true);

        assertThat(undisturbed)
                .extracting(model -> model.modelVersion)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(restarted)
                .extracting(model -> model.modelVersion)
                .filteredOn(version -> version == 1)
                .hasSize(2);
        assertThat(last(restarted).coefficient).isNotEqualTo(last(undisturbed).coefficient);
    }

    /** Learns from 12 rows, two at a time, each two after a checkpoint; at the last it may fail. */
    private static List<LogisticRegressionModelData> models(boolean failing) throws Exception {
        FAILED.set(!failing);
        StreamExecutionEnvironment env = FLINK.environment();
        env.enableCheckpointing(100);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 0));
        StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);
        Table start =
                tEnv.fromDataStream(env.fromElements(Row.of(Vectors.dense(.1), 0L)))
                        .as("coefficient", "modelVersion");
        DataGeneratorSource<Row> source =
                new DataGeneratorSource<>(
                        number -> Row.of(Vectors.dense(number), number % 2.0),
                        ROWS,
                        RateLimiterStrategy.perCheckpoint(2),
                        TYPE);
        Table rows =
                tEnv.fromDataStream(
                        env.fromSource(source, WatermarkStrategy.noWatermarks(), "rows")
                                .map(OnlineRestartIT::failOnce, TYPE));
        Table models =
                new OnlineLogisticRegression()
                        .setGlobalBatchSize(2)
                        .setInitialModelData(start)
                        .fit(rows)
                        .getModelData()[0];
        return LogisticRegressionModelDataUtil.getModelDataStream(models).executeAndCollect(100);
    }

    private static Row failOnce(Row row) {
        boolean isLast = row.<DenseVector>getFieldAs("features").get(0) == ROWS - 1;
        if (isLast && FAILED.compareAndSet(false, true)) {
            throw new IllegalStateException("planned failure");
        }
        return row;
    }

    private static LogisticRegressionModelData last(List<LogisticRegressionModelData> models) {
        return models.get(models.size() - 1);
    }
}
