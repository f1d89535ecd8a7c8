package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.flinklab.evaluation.Curves;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final Curves CURVES =
            Curves.of(new double[] {1, 0, 1, 0}, new double[] {.9, .6, .6, .1});

    @Test
    void shouldNameTheFigureOfACurve() {
        Line line = Line.of("tuned", .8584999, CURVES.roc());

        assertThat(line.name()).isEqualTo("tuned (0.858)");
        assertThat(line.x()).isEqualTo(CURVES.roc().x());
        assertThat(line.y()).isEqualTo(CURVES.roc().y());
        assertThat(line.dashed()).isFalse();
        assertThat(Line.of("tuned", CURVES.roc()).name()).isEqualTo("tuned");
    }

    @Test
    void shouldDrawWhatHappenedOverWhatWasExpected() {
        Line line = Line.of("tuned", .1, CURVES.calibration(2));

        assertThat(line.x()).containsExactly(new double[] {.1, .7}, offset(1e-12));
        assertThat(line.y()).containsExactly(new double[] {0, 2 / 3.0}, offset(1e-12));
    }

    @Test
    void shouldDrawANumberForEachStep() {
        Line line = Line.of("inertia", new TreeMap<>(Map.of(3, 1.5, 2, 4.0)));

        assertThat(line.x()).containsExactly(2, 3);
        assertThat(line.y()).containsExactly(4, 1.5);
    }

    @Test
    void shouldDrawAMeasureOfAStreamFromItsBeginning() {
        Line line = Line.of("frozen", List.of(report(500, .8), report(1000, .9)), "auroc", 20);

        assertThat(line.x()).containsExactly(520, 1020);
        assertThat(line.y()).containsExactly(.8, .9);
    }

    @Test
    void shouldMarkAPlace() {
        Line line = Line.upright("alarm", 7, .5, .9);

        assertThat(line.x()).containsExactly(7, 7);
        assertThat(line.y()).containsExactly(.5, .9);
        assertThat(line.dashed()).isTrue();
    }

    private static Row report(long seen, double auroc) {
        Row report = Row.withNames();
        report.setField("seen", seen);
        report.setField("auroc", auroc);
        return report;
    }
}
