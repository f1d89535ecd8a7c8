package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.flink.EventRows;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.features.UnseenCategory;
import io.flinklab.kit.OperatorMetrics;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.serving.ServedModel;
import io.flinklab.serving.TrackedRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

// A harness may be interrupted when it is closed, which no test does.
@SuppressWarnings("try")
class ScoringOperatorTest {
    @TempDir private static Path directory;
    private static LiveModels models;

    private static final int BATCH = 10;
    private static final List<Example> CUSTOMERS = new CustomerGenerator(3).examples(25).toList();

    @BeforeAll
    static void makeModels() {
        models = LiveModels.in(directory);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 25, 1000})
    void shouldGiveThePlainScorersScoresForAnyBatchSize(int size) throws Exception {
        try (var harness = fixed(size, 1)) {
            harness.open();
            add(harness, 0, CUSTOMERS.size());
            harness.endInput();
            finish(harness);

            assertThat(scores(harness.extractOutputValues()))
                    .containsExactly(plainScores(1, 0, CUSTOMERS.size()));
        }
    }

    @Test
    void shouldWriteWhoWasScoredByWhichModelAndWhen() throws Exception {
        try (var harness = fixed(1, 7)) {
            harness.open();
            harness.setProcessingTime(1_234);
            add(harness, 0, 1);

            double score = plainScores(7, 0, 1)[0];
            assertThat(harness.extractOutputStreamRecords())
                    .containsExactly(
                            new StreamRecord<>(
                                    ScoreRows.of(
                                            CUSTOMERS.get(0).key(),
                                            score,
                                            score >= 0.5 ? 1 : 0,
                                            "v000007",
                                            models.version(7).sha256(),
                                            100,
                                            1_234),
                                    100));
        }
    }

    @Test
    void shouldMeasureTheTimeOfEverySixteenthRow() throws Exception {
        OperatorMetrics metrics = new OperatorMetrics();
        try (MockEnvironment environment = metrics.environment();
                var harness =
                        new OneInputStreamOperatorTestHarness<Row, Row>(
                                new ScoringOperator.Fixed(models.version(1), options("one", 1)),
                                environment)) {
            harness.open();
            add(harness, 0, 17);

            assertThat(((Counter) metrics.get("scored")).getCount()).isEqualTo(17);
            assertThat(((Histogram) metrics.get("scoringMicros")).getCount()).isEqualTo(2);
        }
    }

    @Test
    void shouldScoreAFullBatchAtOnce() throws Exception {
        try (var harness = fixed(BATCH, 1)) {
            harness.open();
            add(harness, 0, 9);
            assertThat(harness.extractOutputValues()).isEmpty();

            add(harness, 9, 12);

            assertThat(harness.extractOutputValues()).hasSize(10);
        }
    }

    @Test
    void shouldScoreABatchThatHasWaitedLongEnough() throws Exception {
        try (var harness = fixed(BATCH, 1)) {
            harness.open();
            harness.setProcessingTime(1_000);
            add(harness, 0, 3);

            harness.setProcessingTime(1_049);
            assertThat(harness.extractOutputValues()).isEmpty();

            harness.setProcessingTime(1_050);
            assertThat(harness.extractOutputValues()).hasSize(3);
        }
    }

    @Test
    void shouldGiveANewBatchItsWholeWait() throws Exception {
        try (var harness = fixed(BATCH, 1)) {
            harness.open();
            harness.setProcessingTime(1_000);
            add(harness, 0, 10);
            harness.setProcessingTime(1_040);
            add(harness, 10, 12);

            harness.setProcessingTime(1_060);
            assertThat(harness.extractOutputValues()).hasSize(10);

            harness.setProcessingTime(1_090);
            assertThat(harness.extractOutputValues()).hasSize(12);
        }
    }

    @Test
    void shouldHoldNothingBehindACheckpointsBarrier() throws Exception {
        try (var harness = fixed(BATCH, 1)) {
            harness.open();
            add(harness, 0, 3);

            harness.prepareSnapshotPreBarrier(1);

            assertThat(harness.extractOutputValues()).hasSize(3);
        }
    }

    @Test
    void shouldNotLetAWatermarkOvertakeACustomer() throws Exception {
        try (var harness = fixed(BATCH, 1)) {
            harness.open();
            add(harness, 0, 3);

            harness.processWatermark(new Watermark(5));

            assertThat(harness.getOutput()).hasSize(4).last().isEqualTo(new Watermark(5));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldRejectWhomTheModelRefusesAndScoreTheOthers(int size) throws Exception {
        try (var harness = fixed(size, 1)) {
            harness.open();
            add(harness, 0, 1);
            harness.processElement(event(from("Italy"), 1), 101);
            add(harness, 2, 3);

            assertThat(scores(harness.extractOutputValues()))
                    .containsExactly(plainScores(1, 0, 1)[0], plainScores(1, 2, 3)[0]);
            assertThat(harness.getSideOutput(Rejects.TAG))
                    .singleElement()
                    .satisfies(
                            reject -> {
                                var found = RejectRows.toReject(reject.getValue());
                                assertThat(found.file()).isEqualTo("customers-0");
                                assertThat(found.line()).isEqualTo(1);
                                assertThat(found.column()).isEqualTo("Geography");
                                assertThat(found.reason()).contains("\"Italy\"");
                                assertThat(found.raw()).isEqualTo("raw 1");
                            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldRejectWhomTheModelSkips(int size, @TempDir Path skipping) throws Exception {
        ServedModel model = LiveModels.in(skipping, UnseenCategory.SKIP).version(1);
        try (var harness = harness(new ScoringOperator.Fixed(model, options("one", size)))) {
            harness.open();
            add(harness, 0, 1);
            harness.processElement(event(from("Italy"), 1), 101);
            add(harness, 2, 3);

            assertThat(harness.extractOutputValues()).hasSize(2);
            assertThat(harness.getSideOutput(Rejects.TAG))
                    .singleElement()
                    .extracting(reject -> RejectRows.toReject(reject.getValue()).column())
                    .isEqualTo("Geography");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountUnseenCategoriesWhateverTheModelDoesWithThem(
            UnseenCategory unseen, @TempDir Path other) throws Exception {
        ServedModel model = LiveModels.in(other, unseen).version(1);
        try (var harness = harness(new ScoringOperator.Fixed(model, options("one", 3)))) {
            harness.open();
            add(harness, 0, 2);
            harness.processElement(event(from("Italy"), 2), 102);
            harness.processElement(event(from("FRANCE"), 3), 103);
            add(harness, 4, 6);

            AbstractStreamOperator<?> operator =
                    (AbstractStreamOperator<?>) harness.getOneInputOperator();
            assertThat(
                            operator.getRuntimeContext()
                                    .getAccumulator("unseenCategories.Geography")
                                    .getLocalValue())
                    .isEqualTo(2L);
        }
    }

    @Test
    void shouldScoreWhoWaitsWithTheModelThatWasInUseWhenHeCame() throws Exception {
        try (var harness = reloading("one", 1)) {
            harness.open();
            add(harness, 0, 3);
            harness.processElement2(new StreamRecord<>(ModelRows.of(models.version(2))));
            add(harness, 3, 13);

            assertThat(scores(harness.extractOutputValues()))
                    .containsExactly(
                            Stream.of(plainScores(1, 0, 3), plainScores(2, 3, 13))
                                    .flatMapToDouble(Arrays::stream)
                                    .toArray());
            assertThat(harness.extractOutputValues())
                    .extracting(row -> row.getField(3))
                    .startsWith("v000001", "v000001", "v000001", "v000002");
        }
    }

    @Test
    void shouldTellOfAChangeOfModelOnce() throws Exception {
        try (var harness = reloading("one", 1)) {
            harness.open();
            harness.processElement2(new StreamRecord<>(ModelRows.of(models.version(2))));
            harness.processElement2(new StreamRecord<>(ModelRows.of(models.version(2))));

            assertThat(harness.getSideOutput(ScoringOperator.SWITCHES))
                    .extracting(
                            report -> report.getValue().getField(1),
                            report -> report.getValue().getField(2))
                    .containsExactly(Tuple.tuple(ModelReportRows.IN_USE, "v000002"));
        }
    }

    @Test
    void shouldGoOnWithTheCheckpointsModelAfterAFailure() throws Exception {
        try (var recovered = reloading("one", 1)) {
            recovered.initializeState(checkpointWithVersion2("one"));
            recovered.open();
            add(recovered, 0, 10);

            assertThat(scores(recovered.extractOutputValues()))
                    .containsExactly(plainScores(2, 0, 10));
        }
    }

    @Test
    void shouldBeginWithTheSubmittedModelInAJobSubmittedFromASavepoint() throws Exception {
        try (var submitted = reloading("another", 3)) {
            submitted.initializeState(checkpointWithVersion2("one"));
            submitted.open();
            add(submitted, 0, 10);

            assertThat(scores(submitted.extractOutputValues()))
                    .containsExactly(plainScores(3, 0, 10));
        }
    }

    @Test
    void shouldCloseEachModelThatItHasUsed() throws Exception {
        TrackedRuntime runtime = new TrackedRuntime();
        ScoringOptions options = new ScoringOptions(runtime, BATCH);
        try (var harness =
                new TwoInputStreamOperatorTestHarness<>(
                        new ScoringOperator.Reloading(models.version(1), options))) {
            harness.open();
            harness.processElement2(new StreamRecord<>(ModelRows.of(models.version(2))));

            assertThat(runtime.closed("v000001")).isEqualTo(1);
            assertThat(runtime.closed("v000002")).isZero();
        }
        assertThat(runtime.closed("v000002")).isEqualTo(1);
    }

    private static OperatorSubtaskState checkpointWithVersion2(String submission) throws Exception {
        try (var failing = reloading(submission, 1)) {
            failing.open();
            failing.processElement2(new StreamRecord<>(ModelRows.of(models.version(2))));
            return failing.snapshot(1, 1);
        }
    }

    private static OneInputStreamOperatorTestHarness<Row, Row> fixed(int batchSize, int version)
            throws Exception {
        return harness(
                new ScoringOperator.Fixed(models.version(version), options("one", batchSize)));
    }

    private static OneInputStreamOperatorTestHarness<Row, Row> harness(
            OneInputStreamOperator<Row, Row> operator) throws Exception {
        return new OneInputStreamOperatorTestHarness<>(operator);
    }

    private static TwoInputStreamOperatorTestHarness<Row, Row, Row> reloading(
            String submission, int version) throws Exception {
        return new TwoInputStreamOperatorTestHarness<>(
                new ScoringOperator.Reloading(models.version(version), options(submission, BATCH)));
    }

    private static void add(OneInputStreamOperatorTestHarness<Row, Row> harness, int from, int to)
            throws Exception {
        for (int i = from; i < to; i++) {
            harness.processElement(event(CUSTOMERS.get(i), i), 100 + i);
        }
    }

    private static void add(
            TwoInputStreamOperatorTestHarness<Row, Row, Row> harness, int from, int to)
            throws Exception {
        for (int i = from; i < to; i++) {
            harness.processElement1(event(CUSTOMERS.get(i), i), 100 + i);
        }
    }

    private static void finish(OneInputStreamOperatorTestHarness<Row, Row> harness)
            throws Exception {
        harness.getOneInputOperator().finish();
    }

    private static Row event(Example customer, int position) {
        return EventRows.of(customer, "customers-0", position, 100 + position, "raw " + position);
    }

    private static Example from(String country) {
        return new Customer(1, 2, "Ugo", 700, country, "Male", 35, 4, 0, 1, 0, 1, 5e4, 0)
                .toExample();
    }

    private static ScoringOptions options(String submission, int batchSize) {
        return new ScoringOptions(
                ScoringRuntime.PLAIN, batchSize, Duration.ofMillis(50), submission);
    }

    private static double[] plainScores(int version, int from, int to) {
        var scorer = Scorer.of(Churn.SCHEMA, models.version(version).pipeline());
        return IntStream.range(from, to).mapToDouble(i -> scorer.score(CUSTOMERS.get(i))).toArray();
    }

    private static double[] scores(List<Row> rows) {
        return rows.stream().mapToDouble(row -> row.<Double>getFieldAs(1)).toArray();
    }
}
