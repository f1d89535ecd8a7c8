package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.flink.EventRows;
import io.flinklab.kit.StoredDigests;
import io.flinklab.lesson.ModelCopy;
import io.flinklab.online.LabelJoin.NoLabel;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.ParsedStream;
import io.flinklab.streaming.ScoredStream;
import io.flinklab.training.Recipe;
import io.flinklab.training.rounds.FailOnce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.DiscardingSink;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Labels in a stream of their own, in a job. */
class LateLearningIT {
    @RegisterExtension static final Lab LAB = new Lab();

    private static final LearnerOptions FTRL =
            new LearnerOptions(new UpdateRule.Ftrl(0.05, 1, 0.1, 1));
    private static final Duration LATENESS = Duration.ofMillis(200);

    @Test
    void shouldLearnTheSameOnTwoSubtasksAndThroughAFailure() throws Exception {
        ModelStore one = storeOfOne("one");
        run(one, 1, row -> row, 1e6);
        ModelStore two = storeOfOne("two");
        run(two, 2, row -> row, 1e6);
        ModelStore disturbed = storeOfOne("disturbed");
        run(disturbed, 1, new FailOnce<>(), 2_000);

        assertThat(FailOnce.hasGoneOn()).isTrue();
        assertThat(StoredDigests.of(one)).hasSize(7).doesNotHaveDuplicates();
        assertThat(StoredDigests.of(two)).isEqualTo(StoredDigests.of(one));
        assertThat(StoredDigests.of(disturbed)).isEqualTo(StoredDigests.of(one));
        assertThat(one.open().pipeline().classifier().coefficients())
                .containsExactlyElementsOf(expected(one));
    }

    private static List<Double> expected(ModelStore store) {
        List<Example> order =
                IntStream.range(0, LearnedCustomers.ALL.size())
                        .boxed()
                        .sorted(
                                Comparator.comparingLong(LateLearningIT::labelTime)
                                        .thenComparing(row -> key(row).toString()))
                        .map(LearnedCustomers.ALL::get)
                        .toList();
        OnlineLogisticRegression plain =
                LearnedCustomers.learned(store.open("v000001").pipeline(), FTRL, order);
        return Arrays.stream(plain.coefficients()).boxed().toList();
    }

    private static void run(
            ModelStore store, int parallelism, MapFunction<Row, Row> disturbance, double perSecond)
            throws Exception {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.setParallelism(parallelism);
        environment.enableCheckpointing(50);
        environment.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 0));
        ParsedStream customers =
                parsed(environment, row -> customer(row.intValue()), disturbance, perSecond);
        ParsedStream labels =
                parsed(environment, row -> label(row.intValue()), row -> row, perSecond * 1.1);
        ParsedStream changes =
                new LabelJoin(Churn.SCHEMA, Duration.ofSeconds(1), NoLabel.ASIDE)
                        .join(customers, labels);
        OnlineLearning learning =
                new OnlineLearning(
                        StoreLocation.of(store.root()),
                        ServedModel.of(store.open()),
                        FTRL,
                        new PublishInterval.Rows(500));
        ScoredStream scored = changes.scored(learning.learnLate(changes.examples()));
        scored.scores().addSink(new DiscardingSink<>());
        environment.execute();
    }

    private static ParsedStream parsed(
            StreamExecutionEnvironment environment,
            GeneratorFunction<Long, Row> rows,
            MapFunction<Row, Row> disturbance,
            double perSecond) {
        SingleOutputStreamOperator<Row> stream =
                environment
                        .fromSource(
                                new DataGeneratorSource<>(
                                        rows,
                                        LearnedCustomers.ALL.size(),
                                        RateLimiterStrategy.perSecond(perSecond),
                                        EventRows.TYPE),
                                WatermarkStrategy.<Row>forBoundedOutOfOrderness(LATENESS)
                                        .withTimestampAssigner((row, none) -> EventRows.time(row)),
                                "rows")
                        .map(disturbance)
                        .returns(EventRows.TYPE);
        return new ParsedStream(stream, stream.getSideOutput(ScoredStream.REJECTS));
    }

    private static Row customer(int row) {
        Example unlabelled = LearnedCustomers.ALL.get(row).withLabel(Double.NaN);
        return LateCustomers.customer(unlabelled, row);
    }

    private static Row label(int row) {
        return LateCustomers.label(
                (Long) key(row), LearnedCustomers.ALL.get(row).label(), labelTime(row));
    }

    private static Comparable<?> key(int row) {
        return LearnedCustomers.ALL.get(row).key();
    }

    /** Out of order, and many at the same time. */
    private static long labelTime(int row) {
        return row + row * 37 % 150;
    }

    private static ModelStore storeOfOne(String name) throws Exception {
        Path root = LAB.newDirectory().resolve(name);
        ModelCopy.of(LAB.model(TestData.SHIPPED, Recipe.CONVERGED), root);
        return ModelStore.at(root);
    }
}
