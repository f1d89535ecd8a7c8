package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.flink.EventRows;
import io.flinklab.features.UnseenCategory;
import io.flinklab.online.LabelJoin.NoLabel;
import io.flinklab.serving.ServedModel;
import io.flinklab.streaming.LiveModels;
import io.flinklab.streaming.ScoredStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the learner makes of the changes that a join of late labels gives it. */
// A harness may be interrupted when it is closed, which no test does.
@SuppressWarnings("try")
class LateLearningTest {
    private static final LearnerOptions FTRL =
            new LearnerOptions(new UpdateRule.Ftrl(0.05, 1, 0, 1));
    private static final GradedRows GRADES = new GradedRows(Churn.SCHEMA);
    private static final int CUSTOMERS = 300;
    private static final long LATENESS = 20;
    private static final long HORIZON = 200;

    @TempDir private static Path root;
    private static ServedModel first;

    @BeforeAll
    static void publish() {
        first = LiveModels.in(root, UnseenCategory.ERROR).version(1);
    }

    /** A row of either stream. */
    private record Arrival(boolean label, Row row, long time) {}

    @Test
    void shouldLearnTheSameBitsHoweverTheStreamsInterleave() throws Exception {
        List<Arrival> customers = arrivals(false);
        List<Arrival> labels = arrivals(true);
        List<Arrival> byTime = new ArrayList<>(customers);
        byTime.addAll(labels);
        byTime.sort(Comparator.comparingLong(Arrival::time));

        LearnedVersion merged = learned(byTime);
        LearnedVersion customersFirst = learned(concatenated(customers, labels));
        LearnedVersion labelsFirst = learned(concatenated(labels, customers));

        assertThat(customersFirst.coefficients()).containsExactly(merged.coefficients());
        assertThat(labelsFirst.coefficients()).containsExactly(merged.coefficients());
        assertThat(labelsFirst.intercept()).isEqualTo(merged.intercept());
        assertThat(merged.coefficients()).containsExactly(expected().coefficients());
        assertThat(merged.tally().rows()).isEqualTo(CUSTOMERS);
        assertThat(merged.tally().learned()).isEqualTo(CUSTOMERS);
    }

    /** Learned without a join, in an order that is not that of the customers. */
    private static OnlineLogisticRegression expected() {
        List<Integer> order =
                IntStream.range(0, CUSTOMERS)
                        .boxed()
                        .sorted(
                                Comparator.comparingLong(LateLearningTest::joinTime)
                                        .thenComparing(customer -> key(customer).toString()))
                        .toList();
        assertThat(order).isNotEqualTo(IntStream.range(0, CUSTOMERS).boxed().toList());
        return LearnedCustomers.learned(
                first.pipeline(), FTRL, order.stream().map(LearnedCustomers.ALL::get).toList());
    }

    private static List<Arrival> concatenated(List<Arrival> one, List<Arrival> other) {
        List<Arrival> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /** Each stream in its own order, which is off by less than the lateness. */
    private static List<Arrival> arrivals(boolean labels) {
        return IntStream.range(0, CUSTOMERS)
                .boxed()
                .map(
                        customer -> {
                            Example example = LearnedCustomers.ALL.get(customer);
                            long time = labels ? labelTime(customer) : customerTime(customer);
                            Row row =
                                    labels
                                            ? LateCustomers.label(
                                                    (Long) key(customer), example.label(), time)
                                            : LateCustomers.customer(
                                                    example.withLabel(Double.NaN), time);
                            return new Arrival(labels, row, time);
                        })
                .sorted(
                        Comparator.comparingLong(
                                each -> each.time + Math.floorMod(each.time * 7, LATENESS)))
                .toList();
    }

    private static Comparable<?> key(int customer) {
        return LearnedCustomers.ALL.get(customer).key();
    }

    private static long customerTime(int customer) {
        return 1_000 + 3L * customer;
    }

    private static long joinTime(int customer) {
        return Math.max(customerTime(customer), labelTime(customer));
    }

    /** Some before their row, and many at the same time. */
    private static long labelTime(int customer) {
        return customerTime(customer) / 8 * 8 + customer * 37L % 150;
    }

    private static LearnedVersion learned(List<Arrival> arrivals) throws Exception {
        try (var join = LateCustomers.join(HORIZON, NoLabel.ASIDE);
                var learner = learner()) {
            join.open();
            learner.open();
            long[] newest = {Long.MIN_VALUE, Long.MIN_VALUE};
            long[] ends = {count(arrivals, false), count(arrivals, true)};
            for (Arrival arrival : arrivals) {
                int stream = arrival.label ? 1 : 0;
                StreamRecord<Row> record = new StreamRecord<>(arrival.row, arrival.time);
                newest[stream] = Math.max(newest[stream], arrival.time);
                long watermark =
                        --ends[stream] == 0 ? Long.MAX_VALUE : newest[stream] - LATENESS - 1;
                if (arrival.label) {
                    join.processElement2(record);
                    join.processWatermark2(new Watermark(watermark));
                } else {
                    join.processElement1(record);
                    join.processWatermark1(new Watermark(watermark));
                }
            }
            for (Object each : join.getOutput()) {
                pass(each, learner);
            }
            assertThat(join.getSideOutput(ScoredStream.REJECTS)).isNull();
            return last(learner);
        }
    }

    private static long count(List<Arrival> arrivals, boolean labels) {
        return arrivals.stream().filter(each -> each.label == labels).count();
    }

    private static void pass(
            Object output, KeyedOneInputStreamOperatorTestHarness<String, Row, Row> learner)
            throws Exception {
        if (output instanceof Watermark watermark) {
            learner.processWatermark(watermark);
        } else if (output instanceof StreamRecord<?> record) {
            learner.processElement(
                    new StreamRecord<>((Row) record.getValue(), record.getTimestamp()));
        }
    }

    @Test
    void shouldGradeByTheScoreThatARowGotWhenItCame() throws Exception {
        try (var learner = learner()) {
            learner.open();
            Row one = LateCustomers.customer(1, 1_000);
            Row two = LateCustomers.customer(2, 1_010);
            change(learner, one, RowKind.INSERT, 1_000);
            change(learner, two, RowKind.INSERT, 1_010);
            List<Row> scores = learner.extractOutputValues();
            change(learner, labelled(two, 1), RowKind.UPDATE_AFTER, 1_030);
            change(learner, labelled(one, 0), RowKind.UPDATE_AFTER, 1_020);
            assertThat(learner.getSideOutput(GRADES.tag())).isNull();
            learner.processWatermark(1_030);

            assertThat(learner.getSideOutput(GRADES.tag()))
                    .extracting(StreamRecord::getValue)
                    .containsExactly(graded(scores.get(0), one, 0), graded(scores.get(1), two, 1));
            assertThat(learner.numKeyedStateEntries()).isZero();
            assertThat(learner.extractOutputValues()).hasSize(2);
        }
    }

    @Test
    void shouldForgetWhatIsDeletedAndLearnNothingOfWhatHadNoScore() throws Exception {
        try (var learner = learner()) {
            learner.open();
            Row unlabelled = LateCustomers.customer(1, 1_000);
            change(learner, unlabelled, RowKind.INSERT, 1_000);
            assertThat(learner.numKeyedStateEntries()).isEqualTo(1);
            change(learner, unlabelled, RowKind.DELETE, 1_100);
            Row unseen =
                    LateCustomers.customer(
                            LearnedCustomers.ALL.get(2).withLabel(1).withText(0, "Atlantis"),
                            1_000);
            change(learner, unseen, RowKind.INSERT, 1_000);
            change(learner, unseen, RowKind.UPDATE_AFTER, 1_010);
            learner.processWatermark(2_000);

            assertThat(learner.numKeyedStateEntries()).isZero();
            assertThat(learner.getSideOutput(GRADES.tag())).isNull();
            assertThat(learner.getSideOutput(ScoredStream.REJECTS)).hasSize(1);
        }
    }

    @Test
    void shouldGoOnFromASnapshotWithScoresAndLabelsThatWait() throws Exception {
        List<Row> customers =
                LongStream.range(0, 40).mapToObj(key -> LateCustomers.customer(key, key)).toList();
        OperatorSubtaskState snapshot;
        List<Row> graded = new ArrayList<>();
        try (var learner = learner()) {
            learner.open();
            for (Row each : customers) {
                change(learner, each, RowKind.INSERT, 1_000);
            }
            update(learner, customers.subList(10, 30));
            learner.processWatermark(1_015);
            graded.addAll(grades(learner));
            assertThat(graded).hasSize(6);
            snapshot = learner.snapshot(1, 1);
        }
        try (var learner = learner()) {
            learner.initializeState(snapshot);
            learner.open();
            update(learner, customers.subList(30, 40));
            learner.processWatermark(2_000);
            graded.addAll(grades(learner));
            assertThat(learner.numKeyedStateEntries()).isEqualTo(10);
        }
        try (var learner = learner()) {
            learner.open();
            for (Row each : customers) {
                change(learner, each, RowKind.INSERT, 1_000);
            }
            update(learner, customers.subList(10, 40));
            learner.processWatermark(2_000);
            assertThat(grades(learner)).hasSize(30).isEqualTo(graded);
        }
    }

    private static void update(
            KeyedOneInputStreamOperatorTestHarness<String, Row, Row> learner, List<Row> customers)
            throws Exception {
        for (Row each : customers) {
            long time = 1_000 + EventRows.time(each);
            change(learner, labelled(each, time % 3 == 0 ? 1 : 0), RowKind.UPDATE_AFTER, time);
        }
    }

    private static List<Row> grades(
            KeyedOneInputStreamOperatorTestHarness<String, Row, Row> learner) {
        return learner.getSideOutput(GRADES.tag()).stream().map(StreamRecord::getValue).toList();
    }

    private static Row labelled(Row customer, double label) {
        return EventRows.withLabel(customer, label);
    }

    private static Row graded(Row scored, Row customer, double label) {
        Example example = EventRows.example(customer);
        return GRADES.of(scored, label, example.sharedTexts());
    }

    private static void change(
            KeyedOneInputStreamOperatorTestHarness<String, Row, Row> learner,
            Row customer,
            RowKind kind,
            long time)
            throws Exception {
        Row change = Row.copy(customer);
        change.setKind(kind);
        learner.processElement(new StreamRecord<>(change, time));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Row, Row> learner()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new LearningOperator(
                        WarmStart.frozen(first), FTRL, new PublishInterval.Rows(1), true),
                EventRows::keyText,
                Types.STRING,
                1,
                1,
                0);
    }

    private static LearnedVersion last(
            KeyedOneInputStreamOperatorTestHarness<String, Row, Row> learner) throws Exception {
        StreamRecord<byte[]> last = null;
        for (StreamRecord<byte[]> version : learner.getSideOutput(LearningOperator.VERSIONS)) {
            last = version;
        }
        return LearnedVersion.of(last.getValue());
    }
}
