package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.errata.StockFlink;
import io.flinklab.features.FeatureVector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.ml.linalg.typeinfo.VectorTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StreamLogisticRegressionIT {
    private static final RowTypeInfo ROWS =
            new RowTypeInfo(
                    new TypeInformation<?>[] {VectorTypeInfo.INSTANCE, Types.DOUBLE, Types.DOUBLE},
                    new String[] {"features", "label", "weight"});
    private static final LearnerOptions USUAL =
            new LearnerOptions(new UpdateRule.Ftrl(0.05, 1, 0, 1)).withHalfLife(80);
    private static final int EVERY = 100;

    private static final AtomicBoolean FAILED = new AtomicBoolean();

    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    @TempDir Path directory;

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tables = StreamTableEnvironment.create(env);

    @Test
    void shouldLearnAsThePlainLearner() throws Exception {
        List<Row> versions = versions(fit(env.fromCollection(rows(250), ROWS)));

        assertThat(versions)
                .extracting(row -> row.getField("modelVersion"))
                .containsExactly(1L, 2L, 3L);
        assertThat(coefficients(versions.get(0))).containsExactly(learned(100).coefficients());
        assertThat(coefficients(versions.get(2))).containsExactly(learned(250).coefficients());
        assertThat(versions.get(2).getField("intercept")).isEqualTo(learned(250).intercept());
    }

    @Test
    void shouldGoOnWithTheSameVersionsAfterAFailure() throws Exception {
        FAILED.set(false);
        env.enableCheckpointing(50);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 0));
        List<Row> rows = rows(300);
        DataStream<Row> failing =
                source(300, 10, rows)
                        .map(
                                row -> {
                                    if (row.equals(rows.get(250)) && !FAILED.getAndSet(true)) {
                                        throw new IllegalStateException("once");
                                    }
                                    return row;
                                })
                        .returns(ROWS);

        List<Row> versions = versions(fit(failing));

        assertThat(FAILED).isTrue();
        // What was given out since the last checkpoint is given out again, and is the same.
        assertThat(versions).extracting(row -> row.getField("modelVersion")).contains(1L, 2L, 3L);
        for (Row version : versions) {
            int learned = Math.toIntExact(version.<Long>getFieldAs("modelVersion")) * EVERY;
            assertThat(coefficients(version)).containsExactly(learned(learned).coefficients());
        }
    }

    @Test
    void shouldKeepAsideWhatCannotBeLearned() throws Exception {
        List<Row> rows = new ArrayList<>(rows(100));
        rows.add(5, Row.of(Vectors.dense(1), 1.0, 1.0));
        rows.add(6, Row.of(Vectors.dense(1, 2, 3), 2.0, 1.0));
        rows.add(7, Row.of(Vectors.dense(1, Double.NaN, 3), 1.0, 1.0));
        rows.add(8, Row.of(Vectors.dense(1, 2, 3), 1.0, -1.0));
        StreamLogisticRegressionModel model = fit(env.fromCollection(rows, ROWS));
        CloseableIterator<Row> rejects = model.rejects().orElseThrow().collectAsync();
        CloseableIterator<Row> versions =
                tables.toDataStream(model.getModelData()[0]).collectAsync();
        env.execute();

        assertThat(coefficients(versions.next())).containsExactly(learned(100).coefficients());
        List<String> reasons = new ArrayList<>();
        rejects.forEachRemaining(row -> reasons.add(row.getFieldAs("reason")));
        assertThat(reasons)
                .satisfiesExactly(
                        size -> assertThat(size).contains("Expected 3 features; found 1"),
                        label -> assertThat(label).contains("label is 1 or 0; found 2.0"),
                        nan -> assertThat(nan).contains("found NaN at position 1"),
                        weight -> assertThat(weight).contains("weight is 0 or more; found -1.0"));
    }

    @Test
    void shouldScoreWithNewerVersionsWhileItRuns() throws Exception {
        env.enableCheckpointing(50);
        env.setParallelism(2);
        Table versions =
                tables.fromDataStream(
                        onePerCheckpoint(
                                StreamLogisticRegressionModel.MODEL_DATA,
                                List.of(
                                        Row.of(Vectors.dense(1), 0.0, 1L),
                                        Row.of(Vectors.dense(-1), 0.0, 2L))));
        Row point = Row.of(Vectors.dense(3));
        Table points =
                tables.fromDataStream(
                        onePerCheckpoint(
                                new RowTypeInfo(
                                        new TypeInformation<?>[] {DenseVectorTypeInfo.INSTANCE},
                                        new String[] {"features"}),
                                List.of(point, point, point, point, point, point, point, point)));

        List<Row> scored =
                StockFlink.rows(
                        new StreamLogisticRegressionModel()
                                .setModelData(versions)
                                .transform(points)[0]);

        assertThat(scored).hasSize(8);
        assertThat(scored)
                .allSatisfy(
                        row ->
                                assertThat(row.getField("prediction"))
                                        .isEqualTo(row.getField("version").equals(1L) ? 1.0 : 0.0));
        assertThat(scored.stream().filter(row -> row.getField("version").equals(2L)))
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void shouldBeSavedWithItsVersionsAndLoaded() throws Exception {
        String saved = directory.resolve("model").toString();
        StreamLogisticRegressionModel model = fit(env.fromCollection(rows(250), ROWS));
        model.save(saved);
        env.execute();

        List<Row> loaded = versions(StreamLogisticRegressionModel.load(tables, saved));

        loaded.sort(Comparator.comparing(row -> row.<Long>getFieldAs("modelVersion")));
        assertThat(loaded).hasSize(3);
        assertThat(coefficients(loaded.get(2))).containsExactly(learned(250).coefficients());
    }

    @Test
    void shouldSayThatThereIsNoModelData() {
        Table points = tables.fromDataStream(env.fromCollection(rows(2), ROWS));
        Table none =
                tables.fromDataStream(
                        env.fromCollection(
                                        List.of(Row.of(Vectors.dense(1), 0.0, 1L)),
                                        StreamLogisticRegressionModel.MODEL_DATA)
                                .filter(row -> false));

        assertThatThrownBy(
                        () ->
                                StockFlink.rows(
                                        new StreamLogisticRegressionModel()
                                                .setModelData(none)
                                                .transform(points)[0]))
                .hasStackTraceContaining("Expected model data for")
                .hasStackTraceContaining("found none");
    }

    @Test
    void shouldBeSavedAndLoadedItself() throws Exception {
        String saved = directory.resolve("estimator").toString();
        new StreamLogisticRegression().setAlgorithm("sgd").setL2(0.5).setBatchSize(7).save(saved);

        StreamLogisticRegression loaded = StreamLogisticRegression.load(tables, saved);

        assertThat(loaded.get(StreamLogisticRegression.ALGORITHM)).isEqualTo("sgd");
        assertThat(loaded.get(StreamLogisticRegression.L2)).isEqualTo(0.5);
        assertThat(loaded.get(StreamLogisticRegression.BATCH_SIZE)).isEqualTo(7);
        assertThat(loaded.get(StreamLogisticRegression.HALF_LIFE)).isNull();
    }

    private StreamLogisticRegressionModel fit(DataStream<Row> rows) {
        return new StreamLogisticRegression()
                .setWeightCol("weight")
                .setHalfLife(80)
                .setPublishEvery(EVERY)
                .fit(tables.fromDataStream(rows));
    }

    private static List<Row> versions(StreamLogisticRegressionModel model) {
        return new ArrayList<>(StockFlink.rows(model.getModelData()[0]));
    }

    private static double[] coefficients(Row version) {
        return version.<DenseVector>getFieldAs("coefficients").values;
    }

    /** What the plain learner knows after the first rows. */
    private static OnlineLogisticRegression learned(int first) {
        OnlineLogisticRegression model = new OnlineLogisticRegression(USUAL, 3);
        for (Row row : rows(first)) {
            model.learn(
                    FeatureVector.of(row.<DenseVector>getFieldAs(0).values),
                    row.<Double>getFieldAs(1),
                    row.<Double>getFieldAs(2));
        }
        return model;
    }

    private static List<Row> rows(int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double label = i * 7 % 5 < 2 ? 1 : 0;
            DenseVector features = Vectors.dense(label + i % 3, i % 4 - 1.5, Math.sin(i));
            rows.add(Row.of(features, label, 0.5 + i % 2));
        }
        return rows;
    }

    private DataStream<Row> onePerCheckpoint(RowTypeInfo type, List<Row> rows) {
        return env.fromSource(
                        new DataGeneratorSource<>(
                                number -> rows.get(number.intValue()),
                                rows.size(),
                                RateLimiterStrategy.perCheckpoint(1),
                                type),
                        WatermarkStrategy.noWatermarks(),
                        "one row per checkpoint")
                .setParallelism(1);
    }

    private DataStream<Row> source(int count, int perCheckpoint, List<Row> rows) {
        return env.fromSource(
                        new DataGeneratorSource<>(
                                number -> rows.get(number.intValue()),
                                count,
                                RateLimiterStrategy.perCheckpoint(perCheckpoint),
                                ROWS),
                        WatermarkStrategy.noWatermarks(),
                        "some rows per checkpoint")
                .setParallelism(1);
    }
}
