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
                "forgets what it learned when a job restarts: the number of the model and the sums of FTRL are in its checkpoints and are not read from them")
class OnlineRestartIT {
    private static final int ROWS = 12;
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlNumbersItsModelsFromOneAgain() throws Exception {
        FAILED.set(false);
        env.enableCheckpointing(100);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 0));
        Table start =
                tEnv.fromDataStream(env.fromElements(Row.of(Vectors.dense(.1), 0L)))
                        .as("coefficient", "modelVersion");

        Table models =
                new OnlineLogisticRegression()
                        .setGlobalBatchSize(2)
                        .setInitialModelData(start)
                        .fit(rowsOfWhichOneFailsOnce())
                        .getModelData()[0];
        List<Long> numbers =
                LogisticRegressionModelDataUtil.getModelDataStream(models)
                        .map(model -> model.modelVersion)
                        .executeAndCollect(100);

        assertThat(FAILED).isTrue();
        assertThat(numbers).startsWith(1L).filteredOn(Long.valueOf(1)::equals).hasSize(2);
    }

    /** Two rows after each checkpoint. */
    private Table rowsOfWhichOneFailsOnce() {
        RowTypeInfo type =
                new RowTypeInfo(
                        new TypeInformation<?>[] {DenseVectorTypeInfo.INSTANCE, Types.DOUBLE},
                        new String[] {"features", "label"});
        DataGeneratorSource<Row> source =
                new DataGeneratorSource<>(
                        number -> Row.of(Vectors.dense(number), number % 2.0),
                        ROWS,
                        RateLimiterStrategy.perCheckpoint(2),
                        type);
        return tEnv.fromDataStream(
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "two rows per checkpoint")
                        .map(
                                row -> {
                                    if (row.<DenseVector>getFieldAs("features").get(0) == ROWS - 2
                                            && FAILED.compareAndSet(false, true)) {
                                        throw new IllegalStateException("planned failure");
                                    }
                                    return row;
                                },
                                type));
    }
}
