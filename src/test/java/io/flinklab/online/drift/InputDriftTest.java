package io.flinklab.online.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.churn.CustomerShift;
import io.flinklab.data.Example;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import io.flinklab.data.sketch.TableSketch;
import io.flinklab.data.synthetic.DriftSchedule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InputDriftTest {
    private static final TableSketch CUSTOMERS =
            TableSketch.of(
                    Churn.SCHEMA,
                    new CustomerGenerator(1).examples(8000).toList(),
                    new double[0],
                    1);
    private static final Schema THINGS =
            Schema.builder()
                    .number("size", NumberRange.ANY, Missing.as(Missing.Policy.MEAN))
                    .category("colour")
                    .build();

    @Test
    void shouldSayWhichColumnHasChangedHowMuchAndSinceWhen() {
        List<Example> rows =
                new CustomerGenerator(2)
                        .shifted(CustomerShift.PRICES, DriftSchedule.sudden(4000))
                        .examples(8000)
                        .toList();

        List<Alarm> alarms = alarms(customers(), rows);

        assertThat(alarms)
                .extracting(Alarm::column, Alarm::detector)
                .containsExactly(
                        tuple("Balance", "psi"),
                        tuple("Balance", "ks"),
                        tuple("EstimatedSalary", "psi"),
                        tuple("EstimatedSalary", "ks"));
        assertThat(alarms)
                .allSatisfy(
                        alarm -> {
                            assertThat(alarm.subject()).isEqualTo("column");
                            assertThat(alarm.row()).isEqualTo(5000);
                            assertThat(alarm.time()).isEqualTo(5000 * 7);
                            assertThat(alarm.sinceRow()).isEqualTo(4001);
                            assertThat(alarm.sinceTime()).isEqualTo(4001 * 7);
                            assertThat(alarm.evidence().value())
                                    .isGreaterThan(alarm.evidence().threshold());
                        });
        assertThat(alarms.get(0).evidence().threshold()).isEqualTo(0.2);
    }

    @Test
    void shouldBeStillWhereNothingChanges() {
        List<Example> rows = new CustomerGenerator(3).examples(60_000).toList();

        assertThat(alarms(customers(), rows)).isEmpty();
        // In small windows the index is large by chance.
        InputDrift small =
                new InputDrift(Churn.SCHEMA, CUSTOMERS, new DriftOptions(100, 0.2, 1e-4));
        assertThat(alarms(small, rows)).isEmpty();
    }

    @Test
    void shouldGiveTheAlarmAgainWhenItComesBack() {
        List<Example> rows =
                new CustomerGenerator(2)
                        .shifted(CustomerShift.AGE, DriftSchedule.recurring(2000, 2000))
                        .examples(8000)
                        .toList();

        assertThat(alarms(customers(), rows))
                .filteredOn(alarm -> alarm.detector().equals("ks"))
                .filteredOn(alarm -> alarm.column().equals("Age"))
                .extracting(Alarm::sinceRow)
                .containsExactly(2001L, 6001L);
    }

    @Test
    void shouldSeeMissingNumbersAndUnseenCategories() {
        List<Example> training = things(2000, 0, "red", "blue");
        InputDrift drift =
                new InputDrift(
                        THINGS,
                        TableSketch.of(THINGS, training, new double[0], 1),
                        new DriftOptions(500, 1e9, 1e-4));
        List<Example> rows = new ArrayList<>(things(500, 0, "red", "blue"));
        rows.addAll(things(500, 4, "red", "blue"));
        rows.addAll(things(500, 0, "red", "green"));

        assertThat(alarms(drift, rows))
                .extracting(Alarm::row, Alarm::column, Alarm::detector)
                .containsExactly(tuple(1000L, "size", "missing"), tuple(1500L, "colour", "unseen"));
    }

    /** Things of two colours, of which the size of each n-th is missing. */
    private static List<Example> things(int rows, int missing, String... colours) {
        return IntStream.range(0, rows)
                .mapToObj(
                        i ->
                                new Example(
                                        null,
                                        new double[] {
                                            missing > 0 && i % missing == 0 ? Double.NaN : i % 97
                                        },
                                        new String[] {colours[i % 2]},
                                        0))
                .toList();
    }

    @Test
    void shouldGoOnFromItsBytesToTheSameAlarms() throws IOException {
        List<Example> rows =
                new CustomerGenerator(2)
                        .shifted(CustomerShift.AGE, new DriftSchedule(1700, 500, 1300))
                        .examples(9000)
                        .toList();
        List<Alarm> expected = alarms(customers(), rows);
        InputDrift part = customers();
        List<Alarm> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (i % 777 == 0) {
                InputDrift next = customers();
                next.restore(new DataInputStream(new ByteArrayInputStream(bytes(part))));
                part = next;
            }
            found.addAll(part.add(rows.get(i), 7 * (i + 1)));
        }

        assertThat(expected).hasSizeGreaterThan(3);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void shouldBeginItsWindowAnewWithAnotherSketch() throws IOException {
        List<Example> rows = new CustomerGenerator(2).examples(2000).toList();
        InputDrift before = customers();
        alarms(before, rows.subList(0, 600));
        TableSketch others = TableSketch.of(Churn.SCHEMA, rows.subList(0, 1500), new double[0], 1);
        InputDrift after = new InputDrift(Churn.SCHEMA, others, DriftOptions.DEFAULT);
        after.restore(new DataInputStream(new ByteArrayInputStream(bytes(before))));
        InputDrift fresh = new InputDrift(Churn.SCHEMA, others, DriftOptions.DEFAULT);

        alarms(after, rows.subList(0, 999));
        alarms(fresh, rows.subList(0, 999));

        // The number of rows so far alone is another one.
        byte[] bytes = bytes(after);
        byte[] expected = bytes(fresh);
        assertThat(List.of((int) bytes[6], (int) bytes[7]))
                .isEqualTo(List.of(1599 >> 8, (int) (byte) 1599));
        bytes[6] = expected[6];
        bytes[7] = expected[7];
        assertThat(bytes).isEqualTo(expected);
    }

    @Test
    void shouldRefuseASketchOfOtherColumns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InputDrift(THINGS, CUSTOMERS, DriftOptions.DEFAULT))
                .withMessageStartingWith("Expected a sketch of the columns [size] and [colour]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DriftOptions(0, 0.2, 0.01))
                .withMessage("window is 1 or more; found 0.");
    }

    private static InputDrift customers() {
        return new InputDrift(Churn.SCHEMA, CUSTOMERS, DriftOptions.DEFAULT);
    }

    private static List<Alarm> alarms(InputDrift drift, List<Example> rows) {
        List<Alarm> alarms = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            alarms.addAll(drift.add(rows.get(i), 7 * (i + 1)));
        }
        return alarms;
    }

    private static byte[] bytes(DriftWatch watch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        watch.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
