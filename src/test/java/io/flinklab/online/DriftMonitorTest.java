package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.churn.CustomerShift;
import io.flinklab.data.Example;
import io.flinklab.data.SplitMix64;
import io.flinklab.data.flink.EventRows;
import io.flinklab.data.sketch.TableSketch;
import io.flinklab.data.synthetic.DriftSchedule;
import io.flinklab.online.drift.DriftOptions;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.ModelReportRows;
import io.flinklab.streaming.ScoreRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// A harness may be interrupted when it is closed, which no test does.
@SuppressWarnings("try")
class DriftMonitorTest {
    private static final int ROWS = 6000;
    private static final int CHANGE = 2400;

    /** Scores are spread as the squares of what is equally spread. */
    private static final TableSketch SKETCH =
            TableSketch.of(
                    Churn.SCHEMA,
                    new CustomerGenerator(1).examples(5000).toList(),
                    IntStream.range(0, 2000).mapToDouble(i -> Math.pow(draw(9, i), 2)).toArray(),
                    1);

    private static final DriftOptions OPTIONS = new DriftOptions(500, 0.2, 1e-4);

    @TempDir private Path root;

    @Test
    void shouldGiveTheAlarmOnFeatures() throws Exception {
        List<Row> alarms =
                alarmsWhichARestoreDoesNotChange(
                        () -> new DriftMonitor.Inputs(submitted("v000001")), events());

        assertThat(alarms).isNotEmpty();
        assertThat(alarms).extracting(row -> row.getFieldAs(2)).containsOnly("column");
        assertThat(alarms.get(0))
                .satisfies(
                        alarm -> {
                            assertThat(alarm.<Long>getFieldAs(0)).isEqualTo(103_000L);
                            assertThat(alarm.<Long>getFieldAs(1)).isEqualTo(3000L);
                            assertThat(alarm.<String>getFieldAs(3)).isEqualTo("Age");
                            assertThat(alarm.<Long>getFieldAs(7)).isEqualTo(2501L);
                            assertThat(alarm.<Long>getFieldAs(8)).isEqualTo(102_501L);
                        });
    }

    @Test
    void shouldGiveTheAlarmOnScores() throws Exception {
        List<Row> scores = LongStream.range(0, ROWS).mapToObj(DriftMonitorTest::scored).toList();

        List<Row> alarms =
                alarmsWhichARestoreDoesNotChange(
                        () -> new DriftMonitor.Scores(submitted("v000001")), scores);

        assertThat(alarms)
                .extracting(row -> row.getFieldAs(2) + " " + row.getFieldAs(4))
                .containsExactly("score psi", "score ks");
        assertThat(alarms).extracting(row -> row.getFieldAs(3)).containsOnly("");
        assertThat(alarms).extracting(row -> row.getFieldAs(7)).containsExactly(2501L, 2501L);
    }

    @Test
    void shouldNotLookAtTheScoresOfAnotherVersion() throws Exception {
        List<Row> scores = LongStream.range(0, ROWS).mapToObj(DriftMonitorTest::scored).toList();

        assertThat(
                        alarmsWhichARestoreDoesNotChange(
                                () -> new DriftMonitor.Scores(submitted("v000002")), scores))
                .isEmpty();
    }

    @Test
    void shouldGiveTheAlarmOnOutcomes() throws Exception {
        GradedRows graded = new GradedRows(Churn.SCHEMA);
        List<Row> rows =
                LongStream.range(0, ROWS)
                        .mapToObj(
                                row ->
                                        graded.of(
                                                scored(row),
                                                draw(3, row) < (row < CHANGE ? 0.15 : 0.45) ? 1 : 0,
                                                new String[] {"France", "Female"}))
                        .toList();

        List<Row> alarms =
                alarmsWhichARestoreDoesNotChange(
                        () -> new DriftMonitor.Outcomes(Churn.SCHEMA), rows);

        assertThat(alarms)
                .extracting(row -> row.getFieldAs(4))
                .containsExactlyInAnyOrder("adwin", "page-hinkley", "kswin", "ddm");
        assertThat(alarms)
                .allSatisfy(
                        alarm -> {
                            assertThat(alarm.<Long>getFieldAs(1)).isBetween(2401L, 2700L);
                            assertThat(alarm.<Long>getFieldAs(7)).isEqualTo(1L);
                            assertThat(alarm.<Double>getFieldAs(5))
                                    .isGreaterThanOrEqualTo(alarm.<Double>getFieldAs(6));
                        });
    }

    @Test
    void shouldCompareWithTheRowsOfTheVersionInUse() throws Exception {
        ModelStore store = ModelStore.at(root);
        TableSketch older =
                TableSketch.of(
                        Churn.SCHEMA,
                        new CustomerGenerator(1)
                                .shifted(CustomerShift.AGE, DriftSchedule.sudden(0))
                                .examples(5000)
                                .toList(),
                        new double[0],
                        1);
        for (TableSketch sketch : List.of(SKETCH, older)) {
            store.publish(
                    ModelFormat.ONNX,
                    new byte[] {1},
                    StoreFixture.training().with(sketch),
                    List.of(),
                    1e-12);
        }
        List<Row> rows = new ArrayList<>(events(DriftSchedule.recurring(0, 3000)));
        rows.add(700, inUse("v000009"));
        rows.add(1401, inUse("v000002"));

        List<Row> alarms =
                alarmsWhichARestoreDoesNotChange(
                        () -> new DriftMonitor.Inputs(submitted("v000001")), rows);

        assertThat(alarms).extracting(row -> row.getFieldAs(3)).containsOnly("Age");
        // A new window begins with the new version, after 1400 rows, then one each 500.
        assertThat(alarms)
                .filteredOn(row -> row.getFieldAs(4).equals("ks"))
                .extracting(row -> row.getFieldAs(7))
                .containsExactly(1L, 2901L);
    }

    private DriftAlarms submitted(String version) {
        return new DriftAlarms(StoreLocation.of(root), version, Churn.SCHEMA, SKETCH, OPTIONS);
    }

    private static Row inUse(String version) {
        return Row.of(0L, ModelReportRows.IN_USE, version, "");
    }

    private static List<Row> events() {
        return events(DriftSchedule.sudden(CHANGE));
    }

    private static List<Row> events(DriftSchedule changes) {
        List<Example> customers =
                new CustomerGenerator(2)
                        .shifted(CustomerShift.AGE, changes)
                        .examples(ROWS)
                        .toList();
        return IntStream.range(0, ROWS)
                .mapToObj(row -> EventRows.of(customers.get(row), "test", row, time(row), ""))
                .toList();
    }

    /** Predicts 0; the scores are spread otherwise after the change. */
    private static Row scored(long row) {
        double score = Math.pow(draw(4, row), row < CHANGE ? 2 : 1);
        return ScoreRows.of(row, score, 0, "v000001", "", time(row), 0);
    }

    private static long time(long row) {
        return 100_001 + row;
    }

    private static double draw(long seed, long row) {
        return new SplitMix64(seed, row).next();
    }

    /** The alarms of a job that goes on from a snapshot in the middle of a window, and of one. */
    private static List<Row> alarmsWhichARestoreDoesNotChange(
            Supplier<DriftMonitor<?>> monitor, List<Row> rows) throws Exception {
        List<Row> expected = new ArrayList<>();
        run(monitor.get(), null, rows, expected);
        for (int cut : new int[] {CHANGE - 90, CHANGE + 30}) {
            List<Row> found = new ArrayList<>();
            OperatorSubtaskState snapshot = run(monitor.get(), null, rows.subList(0, cut), found);
            run(monitor.get(), snapshot, rows.subList(cut, rows.size()), found);
            assertThat(found).isEqualTo(expected);
        }
        return expected;
    }

    private static OperatorSubtaskState run(
            DriftMonitor<?> monitor, OperatorSubtaskState from, List<Row> rows, List<Row> alarms)
            throws Exception {
        try (var harness = harness(monitor)) {
            if (from != null) {
                harness.initializeState(from);
            }
            harness.open();
            for (Row row : rows) {
                process(harness, row);
            }
            alarms.addAll(harness.extractOutputValues());
            return harness.snapshot(1, 1);
        }
    }

    private static AbstractStreamOperatorTestHarness<Row> harness(DriftMonitor<?> monitor)
            throws Exception {
        return monitor instanceof DriftMonitor.OfModel<?> ofModel
                ? new TwoInputStreamOperatorTestHarness<Row, Row, Row>(ofModel, 1, 1, 0)
                : new OneInputStreamOperatorTestHarness<Row, Row>(
                        (DriftMonitor.Outcomes) monitor, 1, 1, 0);
    }

    @SuppressWarnings("unchecked")
    private static void process(AbstractStreamOperatorTestHarness<Row> harness, Row row)
            throws Exception {
        StreamRecord<Row> record = new StreamRecord<>(row);
        if (harness instanceof TwoInputStreamOperatorTestHarness<?, ?, ?>) {
            var two = (TwoInputStreamOperatorTestHarness<Row, Row, Row>) harness;
            if (row.getArity() == ModelReportRows.TYPE.getArity()) {
                two.processElement2(record);
            } else {
                two.processElement1(record);
            }
        } else {
            ((OneInputStreamOperatorTestHarness<Row, Row>) harness).processElement(record);
        }
    }
}
