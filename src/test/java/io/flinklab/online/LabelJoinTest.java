package io.flinklab.online;

import static io.flinklab.online.LateCustomers.customer;
import static io.flinklab.online.LateCustomers.label;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.flinklab.churn.Churn;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.EventRows;
import io.flinklab.online.LabelJoin.NoLabel;
import io.flinklab.streaming.ScoredStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabelJoinTest {
    private static final long HORIZON = 100;

    private KeyedTwoInputStreamOperatorTestHarness<String, Row, Row, Row> join;

    @BeforeEach
    void open() throws Exception {
        open(NoLabel.ASIDE);
    }

    private void open(NoLabel noLabel) throws Exception {
        join = LateCustomers.join(HORIZON, noLabel);
        join.open();
    }

    @AfterEach
    void close() throws Exception {
        join.close();
    }

    @Test
    void shouldInsertAtOnceAndUpdateWhenTheLabelHasCome() throws Exception {
        came(customer(1, 1_000));
        assertThat(changes()).containsExactly("+I 1 NaN @1000");
        came(label(1, 1, 1_050));
        watermark(1_049);
        assertThat(changes()).hasSize(1);
        watermark(1_050);

        assertThat(changes()).containsExactly("+I 1 NaN @1000", "+U 1 1.0 @1050");
        watermark(10_000);
        assertThat(changes()).hasSize(2);
        assertThat(rejects()).isEmpty();
    }

    @Test
    void shouldKeepAnEarlyLabelForAHorizon() throws Exception {
        came(label(1, 1, 1_000));
        came(label(2, 1, 1_000));
        watermark(1_050);
        came(customer(1, 1_100));
        came(customer(2, 1_101));
        watermark(1_101);

        assertThat(changes()).containsExactly("+I 1 NaN @1100", "+I 2 NaN @1101", "+U 1 1.0 @1100");
        assertThat(rejects()).containsExactly("orphan: no row of its key came within 100 ms | 2");
    }

    @Test
    void shouldPutAnExampleAsideWhenTheHorizonHasPassed() throws Exception {
        came(customer(1, 1_000));
        came(customer(2, 1_000));
        came(label(2, 0, 1_100));
        watermark(1_099);
        assertThat(changes()).hasSize(2);
        watermark(1_100);

        assertThat(changes().subList(2, 4))
                .containsExactlyInAnyOrder("+U 2 0.0 @1100", "-D 1 NaN @1100");
        assertThat(rejects())
                .containsExactly("expected a label within 100 ms, found none | customer 1");
    }

    @Test
    void shouldTakeTheAbsenceOfALabelForANegativeOneIfItIsToldTo() throws Exception {
        open(NoLabel.NEGATIVE);
        came(customer(1, 1_000));
        watermark(1_100);

        assertThat(changes()).containsExactly("+I 1 NaN @1000", "+U 1 0.0 @1100");
        assertThat(rejects()).isEmpty();
    }

    @Test
    void shouldTakeTheStreamsEndForTheEndOfEveryHorizon() throws Exception {
        came(customer(1, 1_000));
        watermark(Long.MAX_VALUE);

        assertThat(changes()).containsExactly("+I 1 NaN @1000", "-D 1 NaN @1100");
        assertThat(rejects()).hasSize(1);
    }

    @Test
    void shouldRejectDuplicates() throws Exception {
        came(customer(1, 1_000));
        came(label(1, 1, 1_010));
        came(label(1, 1, 1_020));
        came(label(1, 0, 1_030));
        watermark(1_090);
        came(label(1, 1, 1_095));
        watermark(1_099);

        assertThat(changes()).containsExactly("+I 1 NaN @1000", "+U 1 1.0 @1010");
        assertThat(rejects())
                .containsExactly(
                        "duplicate: its row had this label before | 1",
                        "contradicting: its row had the label 1 before | 1",
                        "duplicate: its row had this label before | 1");
    }

    @Test
    void shouldRejectDuplicatesOfAnEarlyLabel() throws Exception {
        came(label(1, 1, 1_000));
        came(label(1, 0, 1_010));
        came(customer(1, 1_020));
        watermark(1_020);

        assertThat(changes()).containsExactly("+I 1 NaN @1020", "+U 1 1.0 @1020");
        assertThat(rejects()).containsExactly("contradicting: its row had the label 1 before | 1");
    }

    @Test
    void shouldTellLateLabelsFromOrphans() throws Exception {
        came(customer(1, 1_000));
        came(label(1, 1, 1_101));
        watermark(1_101);
        assertThat(rejects().get(1)).isEqualTo("late: its row waited 100 ms for it | 1");
        came(label(1, 1, 1_199));
        watermark(1_200);
        assertThat(rejects()).hasSize(3);
        came(label(1, 1, 1_201));
        watermark(1_301);

        assertThat(rejects().get(3)).isEqualTo("orphan: no row of its key came within 100 ms | 1");
        assertThat(changes()).containsExactly("+I 1 NaN @1000", "-D 1 NaN @1100");
    }

    @Test
    void shouldRejectALabelWithoutALabel() throws Exception {
        came(label(1, Double.NaN, 1_000));

        assertThat(rejects()).containsExactly("expected a label, found none | 1");
    }

    @Test
    void shouldGiveTheLabelsOfAKeyToItsExamplesInTheirOrder() throws Exception {
        came(customer(1, 1_000));
        came(customer(1, 1_010));
        came(label(1, 0, 1_030));
        came(label(1, 1, 1_020));
        watermark(1_030);

        assertThat(join.extractOutputValues())
                .extracting(EventRows::position, EventRows::label)
                .startsWith(tuple(1_000L, Double.NaN), tuple(1_010L, Double.NaN))
                .endsWith(tuple(1_000L, 1.0), tuple(1_010L, 0.0));
    }

    @Test
    void shouldTakeALabelThatTheExampleCarries() throws Exception {
        Row labelled = EventRows.withLabel(customer(1, 1_000), 1);
        came(labelled);
        watermark(1_000);
        came(label(1, 0, 1_010));
        watermark(1_010);

        assertThat(changes()).containsExactly("+I 1 NaN @1000", "+U 1 1.0 @1000");
        assertThat(rejects()).containsExactly("contradicting: its row had the label 1 before | 1");
    }

    @Test
    void shouldGoOnFromASnapshot() throws Exception {
        came(customer(1, 1_000));
        came(customer(2, 1_000));
        came(label(1, 1, 1_020));
        watermark(1_010);
        OperatorSubtaskState snapshot = join.snapshot(1, 1);
        join.close();
        join = LateCustomers.join(HORIZON, NoLabel.ASIDE);
        join.initializeState(snapshot);
        join.open();
        came(label(2, 0, 1_030));
        watermark(1_030);

        assertThat(changes()).containsExactly("+U 1 1.0 @1020", "+U 2 0.0 @1030");
    }

    /** Two rows and three labels each millisecond: a label, a contradicting one, an orphan. */
    @Test
    void shouldKeepNoMoreThanTheHorizonNeeds() throws Exception {
        int entries = 0;
        int timers = 0;
        for (long time = 1; time <= 100 * HORIZON; time++) {
            came(customer(2 * time, time));
            came(customer(2 * time + 1, time));
            came(label(2 * time, 1, time + time % HORIZON));
            came(label(2 * time, 0, time + time % HORIZON));
            came(label(-time, 1, time));
            watermark(time);
            join.getOutput().clear();
            if (time <= 5 * HORIZON) {
                entries = Math.max(entries, join.numKeyedStateEntries());
                timers = Math.max(timers, join.numEventTimeTimers());
            } else {
                assertThat(join.numKeyedStateEntries()).isLessThanOrEqualTo(entries);
                assertThat(join.numEventTimeTimers()).isLessThanOrEqualTo(timers);
            }
        }
        assertThat(entries).isBetween((int) HORIZON, 8 * (int) HORIZON);
        assertThat(timers).isBetween((int) HORIZON, 8 * (int) HORIZON);
        watermark(200 * HORIZON);
        assertThat(join.numKeyedStateEntries()).isZero();
        assertThat(join.numEventTimeTimers()).isZero();
    }

    @Test
    void shouldRefuseWhatItCannotJoin() {
        Schema keyless = Schema.builder().flag("a").label("b", "1", "0").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelJoin(keyless, Duration.ofDays(1), NoLabel.ASIDE))
                .withMessage(
                        "Expected a schema with a key, by which labels find their rows; found none"
                                + " among [a, b]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelJoin(Churn.SCHEMA, Duration.ZERO, NoLabel.ASIDE))
                .withMessage("The horizon is a millisecond or more; found PT0S.");
    }

    private void came(Row row) throws Exception {
        boolean customer = EventRows.origin(row).equals("customers");
        if (customer) {
            join.processElement1(new StreamRecord<>(row, EventRows.time(row)));
        } else {
            join.processElement2(new StreamRecord<>(row, EventRows.time(row)));
        }
    }

    private void watermark(long time) throws Exception {
        join.processBothWatermarks(new Watermark(time));
    }

    /** Kind, key, label and timestamp of each. */
    private List<String> changes() {
        List<String> changes = new ArrayList<>();
        for (Object each : join.getOutput()) {
            if (each instanceof StreamRecord<?> record) {
                Row row = (Row) record.getValue();
                changes.add(
                        "%s %s %s @%s"
                                .formatted(
                                        row.getKind().shortString(),
                                        EventRows.keyText(row),
                                        EventRows.label(row),
                                        record.getTimestamp()));
            }
        }
        return changes;
    }

    /** Reason and key or raw text of each. */
    private List<String> rejects() {
        List<String> rejects = new ArrayList<>();
        if (join.getSideOutput(ScoredStream.REJECTS) != null) {
            for (StreamRecord<Row> reject : join.getSideOutput(ScoredStream.REJECTS)) {
                Row row = reject.getValue();
                String raw = row.<String>getFieldAs(4);
                assertThat(row.<String>getFieldAs(2)).isEqualTo("Exited");
                rejects.add(row.getField(3) + " | " + raw.replaceFirst(",.*", ""));
            }
        }
        return rejects;
    }
}
