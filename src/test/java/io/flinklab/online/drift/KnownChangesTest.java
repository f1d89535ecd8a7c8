package io.flinklab.online.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Example;
import io.flinklab.data.synthetic.DriftSchedule;
import io.flinklab.data.synthetic.DriftingExamples;
import io.flinklab.data.synthetic.Sea;
import io.flinklab.data.synthetic.Stagger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Detectors on the errors of a model that knows the first concept alone. */
class KnownChangesTest {
    private static final int ROWS = 10_000;
    private static final long LATEST = 400;
    private static final DriftSchedule RECURRING = DriftSchedule.recurring(2000, 2000);

    @Test
    void shouldFindEachChangeOfStagger() {
        boolean[] wrong =
                wrong(
                        new DriftingExamples(new Stagger(), List.of(0, 1), RECURRING, 0.1, 3),
                        new DriftingExamples(new Stagger(), List.of(0), RECURRING, 0, 3));

        assertThat(quality(new Adwin(), wrong, RECURRING))
                .isEqualTo(new DriftQuality(4, 4, 4, 55, LATEST));
        DriftQuality kswin = quality(new Kswin(1), wrong, RECURRING);
        assertThat(kswin.f1()).isEqualTo(1);
        assertThat(kswin.meanDelay()).isLessThan(50);
    }

    @Test
    void shouldFindASmallChangeOfSeaLater() {
        DriftSchedule sudden = DriftSchedule.sudden(5000);
        boolean[] wrong =
                wrong(
                        new DriftingExamples(new Sea(), List.of(0, 3), sudden, 0.1, 3),
                        new DriftingExamples(new Sea(), List.of(0), sudden, 0, 3));

        DriftQuality adwin = quality(new Adwin(), wrong, sudden);
        assertThat(adwin.f1()).isEqualTo(1);
        assertThat(adwin.meanDelay()).isEqualTo(183);
        DriftQuality pageHinkley = quality(new PageHinkley(30, 0.02, 20, 1), wrong, sudden);
        assertThat(pageHinkley.f1()).isEqualTo(1);
        assertThat(pageHinkley.meanDelay()).isEqualTo(143);
        // Its least share of errors, of few values, is a lucky one: the usual share looks like
        // more.
        DriftQuality ddm = quality(new Ddm(), wrong, sudden);
        assertThat(ddm.recall()).isEqualTo(1);
        assertThat(ddm.falseAlarms()).isEqualTo(4);
    }

    private static boolean[] wrong(DriftingExamples truth, DriftingExamples model) {
        List<Example> predictions = model.examples(ROWS).toList();
        List<Example> labels = truth.examples(ROWS).toList();
        boolean[] wrong = new boolean[ROWS];
        for (int i = 0; i < ROWS; i++) {
            wrong[i] = predictions.get(i).label() != labels.get(i).label();
        }
        return wrong;
    }

    private static DriftQuality quality(
            DriftDetector detector, boolean[] wrong, DriftSchedule changes) {
        List<Long> alarms = new ArrayList<>();
        for (int row = 0; row < wrong.length; row++) {
            if (detector.update(wrong[row] ? 1 : 0)) {
                alarms.add((long) row);
            }
        }
        return DriftQuality.of(changes.changes(ROWS), alarms, LATEST);
    }
}
