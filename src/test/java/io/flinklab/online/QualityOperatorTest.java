package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.kit.OperatorMetrics;
import io.flinklab.streaming.ScoreRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

// A harness may be interrupted when it is closed, which no test does.
@SuppressWarnings("try")
class QualityOperatorTest {
    private static final PrequentialQuality QUALITY =
            new PrequentialQuality(new QualityWindow.LastRows(60), 50, "Gender");

    @Test
    void shouldReportOnAllRowsAndOnSlices() throws Exception {
        try (var quality = harness()) {
            quality.open();
            grade(quality, 0, 100);

            GradedWindow window = window(100);
            List<Row> reports = quality.extractOutputValues();
            assertThat(reports).hasSize(6);
            assertThat(reports.get(3)).isEqualTo(report(window, "", "", window.quality()));
            window.slices()
                    .forEach(
                            (gender, measures) ->
                                    assertThat(reports.subList(4, 6))
                                            .contains(report(window, "Gender", gender, measures)));
        }
    }

    @Test
    void shouldReportOnALargeWindowLessOften() throws Exception {
        PrequentialQuality often = new PrequentialQuality(new QualityWindow.LastRows(200), 1, "");
        try (var quality =
                new OneInputStreamOperatorTestHarness<>(
                        new QualityOperator(often, Churn.SCHEMA), 1, 1, 0)) {
            quality.open();
            grade(quality, 0, 200);
            int reports = quality.extractOutputValues().size();
            grade(quality, 200, 300);

            assertThat(quality.extractOutputValues()).hasSize(reports + 10);
        }
    }

    @Test
    void shouldReportAtTheEndWhatIsNew() throws Exception {
        try (var quality = harness()) {
            quality.open();
            grade(quality, 0, 50);
            quality.endInput();
            assertThat(quality.extractOutputValues()).hasSize(3);
        }
        try (var quality = harness()) {
            quality.open();
            grade(quality, 0, 51);
            quality.endInput();
            assertThat(quality.extractOutputValues()).hasSize(6);
        }
    }

    @Test
    void shouldHaveGaugesOfItsLastReport() throws Exception {
        OperatorMetrics metrics = new OperatorMetrics();
        try (MockEnvironment environment = metrics.environment();
                var quality =
                        new OneInputStreamOperatorTestHarness<>(
                                new QualityOperator(QUALITY, Churn.SCHEMA), environment)) {
            quality.open();
            Gauge<?> auroc = (Gauge<?>) metrics.get("auroc");
            assertThat(auroc.getValue()).isEqualTo(Double.NaN);
            grade(quality, 0, 70);

            assertThat(auroc.getValue()).isEqualTo(window(50).quality().auroc());
            assertThat(((Gauge<?>) metrics.get("kappaTemporal")).getValue())
                    .isEqualTo(window(50).quality().kappaTemporal());
        }
    }

    @Test
    void shouldGoOnFromASnapshotWithTheSameReports() throws Exception {
        List<Row> whole;
        try (var quality = harness()) {
            quality.open();
            grade(quality, 0, 200);
            whole = quality.extractOutputValues();
        }
        List<Row> reports = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (var quality = harness()) {
            quality.open();
            grade(quality, 0, 125);
            reports.addAll(quality.extractOutputValues());
            snapshot = quality.snapshot(1, 1);
        }
        try (var quality = harness()) {
            quality.initializeState(snapshot);
            quality.open();
            grade(quality, 125, 200);
            reports.addAll(quality.extractOutputValues());
        }
        assertThat(reports).isEqualTo(whole).hasSize(12);
    }

    private static OneInputStreamOperatorTestHarness<Row, Row> harness() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new QualityOperator(QUALITY, Churn.SCHEMA), 1, 1, 0);
    }

    private static void grade(OneInputStreamOperatorTestHarness<Row, Row> quality, int from, int to)
            throws Exception {
        GradedRows grades = new GradedRows(Churn.SCHEMA);
        for (int i = from; i < to; i++) {
            Example customer = LearnedCustomers.ALL.get(i);
            Row scored = ScoreRows.of(customer.key(), score(i), prediction(i), "v000001", "", i, i);
            Row graded = grades.of(scored, customer.label(), customer.sharedTexts());
            quality.processElement(new StreamRecord<>(graded));
        }
    }

    private static GradedWindow window(int rows) {
        GradedWindow window = new GradedWindow(QUALITY.window());
        for (int i = 0; i < rows; i++) {
            Example customer = LearnedCustomers.ALL.get(i);
            window.add(
                    score(i),
                    prediction(i),
                    customer.label(),
                    i,
                    customer.text(Churn.SCHEMA.category("Gender")));
        }
        return window;
    }

    private static double score(int row) {
        return row * 37 % 100 / 100.0;
    }

    private static int prediction(int row) {
        return score(row) >= 0.5 ? 1 : 0;
    }

    private static Row report(GradedWindow window, String column, String value, Quality quality) {
        return QualityRows.of(
                window.newest(), window.seen(), QUALITY.window(), column, value, quality);
    }
}
