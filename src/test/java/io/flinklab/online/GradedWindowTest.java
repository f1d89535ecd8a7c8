package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.evaluation.Evaluation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradedWindowTest {
    private static final Offset<Double> CLOSE = within(1e-12);
    private static final String LONG = "a category ".repeat(10_000);
    private static final List<Outcome> STREAM = stream(2_000);

    /** A tenth of the scores are tied. */
    private record Outcome(double score, double label, long time) {}

    @Test
    void shouldMeasureTheLastRowsAsAnEvaluationDoes() {
        GradedWindow window = new GradedWindow(new QualityWindow.LastRows(100));
        int rows = 0;
        for (Outcome each : STREAM) {
            add(window, each);
            rows++;
            if (rows % 70 == 0) {
                assertEqual(window.quality(), STREAM.subList(Math.max(0, rows - 100), rows));
            }
        }
        assertThat(window.seen()).isEqualTo(2_000);
    }

    @Test
    void shouldMeasureTheLastTimeOfRowsThatComeInNoOrder() {
        GradedWindow window = new GradedWindow(new QualityWindow.LastTime(Duration.ofMillis(50)));
        List<Outcome> came = new ArrayList<>();
        for (Outcome each : STREAM) {
            add(window, each);
            came.add(each);
            long newest = came.stream().mapToLong(Outcome::time).max().orElseThrow();
            if (came.size() % 70 == 0) {
                assertEqual(
                        window.quality(),
                        came.stream().filter(row -> row.time > newest - 50).toList());
            }
        }
    }

    /** S(i) = loss(i) + factor S(i - 1), B(i) = 1 + factor B(i - 1): S / B. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.98, 0.995})
    void shouldFadeAsTheRecursionOfGamaDoes(double factor) {
        GradedWindow window = new GradedWindow(new QualityWindow.Fading(factor));
        double weight = 0;
        double right = 0;
        double brier = 0;
        for (Outcome each : STREAM) {
            add(window, each);
            weight = 1 + factor * weight;
            right = (prediction(each.score) == each.label ? 1 : 0) + factor * right;
            brier = Math.pow(each.score - each.label, 2) + factor * brier;
        }
        Quality quality = window.quality();
        assertThat(quality.accuracy()).isCloseTo(right / weight, within(1e-8));
        assertThat(quality.brier()).isCloseTo(brier / weight, within(1e-8));
        assertThat(quality.auroc()).isCloseTo(fadingAuroc(factor), within(1e-7));
    }

    private static double fadingAuroc(double factor) {
        double pairs = 0;
        double won = 0;
        for (int i = 0; i < STREAM.size(); i++) {
            for (int j = 0; j < STREAM.size(); j++) {
                if (STREAM.get(i).label == 1 && STREAM.get(j).label == 0) {
                    double weight = Math.pow(factor, 2.0 * STREAM.size() - 2 - i - j);
                    pairs += weight;
                    won += weight * win(STREAM.get(i).score, STREAM.get(j).score);
                }
            }
        }
        return won / pairs;
    }

    private static double win(double positive, double negative) {
        return positive == negative ? 0.5 : positive > negative ? 1 : 0;
    }

    /** Computed by hand. The labels 1 1 0 1 against the predictions 1 0 0 1. */
    @Test
    void shouldCompareWithTheBaselines() {
        GradedWindow window = new GradedWindow(new QualityWindow.LastRows(10));
        double[] labels = {1, 1, 0, 1};
        double[] scores = {0.9, 0.2, 0.1, 0.8};
        IntStream.range(0, 4)
                .forEach(i -> window.add(scores[i], prediction(scores[i]), labels[i], i, ""));

        Quality quality = window.quality();
        assertThat(quality.accuracy()).isEqualTo(0.75);
        assertThat(quality.positiveShare()).isEqualTo(0.75);
        assertThat(quality.scoreBias()).isCloseTo(0.5 - 0.75, CLOSE);
        // Predicts 0 1 1 1.
        assertThat(quality.majorityAccuracy()).isEqualTo(0.5);
        // Predicts 0 1 1 0.
        assertThat(quality.noChangeAccuracy()).isEqualTo(0.25);
        // Chance is .75 x .5 + .25 x .5.
        assertThat(quality.kappa()).isCloseTo(0.5, CLOSE);
        assertThat(quality.kappaTemporal()).isCloseTo(0.5 / 0.75, CLOSE);
        assertThat(quality.kappaM()).isCloseTo(0.5, CLOSE);
    }

    /** The figure of Zliobaite et al. (2015), which no classifier should be proud to reach. */
    @Test
    void shouldKnowThatNoChangeIsRightForMostOfElectricity() throws IOException {
        GradedWindow window = new GradedWindow(new QualityWindow.LastRows(1 << 16));
        for (LabelledVector row : LabelledVector.electricity()) {
            window.add(0.5, 1, row.label(), 0, "");
        }

        Quality quality = window.quality();
        assertThat(quality.rows()).isEqualTo(45_312);
        assertThat(quality.noChangeAccuracy()).isCloseTo(0.8533, within(5e-5));
        // Of all labels .5755 are 0, but of the first ones fewer.
        assertThat(1 - quality.positiveShare()).isCloseTo(0.5755, within(5e-5));
        assertThat(quality.majorityAccuracy()).isCloseTo(0.5755, within(5e-4));
        assertThat(quality.kappaTemporal()).isNegative();
    }

    @Test
    void shouldMeasureSlicesOfTheWindow() {
        GradedWindow window = new GradedWindow(new QualityWindow.LastRows(6));
        for (String slice : List.of("gone", "b", "a", "b", "a", "b", "")) {
            window.add(0.7, 1, slice.equals("b") ? 1 : 0, 0, slice);
        }

        assertThat(window.slices()).containsOnlyKeys("b", "a");
        assertThat(window.slices().keySet()).containsExactly("b", "a");
        assertThat(window.slices().get("b").rows()).isEqualTo(3);
        assertThat(window.slices().get("b").accuracy()).isEqualTo(1);
        assertThat(window.slices().get("a").accuracy()).isZero();
    }

    @Test
    void shouldMeasureTheLargestSlicesOfMany() {
        GradedWindow window = new GradedWindow(new QualityWindow.LastRows(1000));
        IntStream.range(0, 300).forEach(i -> window.add(0.5, 1, 1, 0, "slice " + i));
        window.add(0.5, 1, 1, 0, "slice 299");

        assertThat(window.slices()).hasSize(GradedWindow.MOST_SLICES).containsKey("slice 299");
    }

    @Test
    void shouldLeaveUndefinedWhatOneClassDoesNotDefine() {
        GradedWindow window = new GradedWindow(new QualityWindow.LastRows(3));
        assertThat(window.quality().rows()).isZero();
        assertThat(window.quality().measures().values()).allMatch(value -> value.isNaN());
        window.add(0.5, 1, 1, 0, "");
        window.add(0.5, 1, 1, 0, "");
        window.add(0.5, 1, 1, 0, "");
        window.add(0.5, 1, 1, 0, "");

        Quality quality = window.quality();
        assertThat(quality.auroc()).isNaN();
        assertThat(quality.kappaTemporal()).isNaN();
        assertThat(quality.accuracy()).isEqualTo(1);
    }

    /** As after an event from the future, which then leaves. */
    @Test
    void shouldOutliveAWindowThatIsEmpty() throws IOException {
        GradedWindow window = new GradedWindow(new QualityWindow.LastTime(Duration.ofMillis(50)));
        window.add(0.5, 1, 1, 1_000, "");
        window.add(0.5, 1, 0, 0, "");
        assertThat(window.quality().rows()).isOne();

        GradedWindow smaller = copy(window, new QualityWindow.LastRows(1));
        assertThat(smaller.quality().positiveShare()).isZero();
        GradedWindow empty = copy(smaller, new QualityWindow.LastTime(Duration.ofMillis(50)));
        assertThat(empty.quality().rows()).isZero();
        empty.add(0.5, 1, 1, 0, "");
        assertThat(empty.quality().rows()).isZero();
    }

    @Test
    void shouldGoOnFromWhatWasWritten() throws IOException {
        QualityWindow.LastRows last = new QualityWindow.LastRows(100);
        GradedWindow whole = new GradedWindow(last);
        GradedWindow part = new GradedWindow(last);
        STREAM.subList(0, 150).forEach(each -> add(part, each));
        GradedWindow restored = copy(part, last);
        STREAM.subList(150, 200).forEach(each -> add(restored, each));
        STREAM.subList(0, 200).forEach(each -> add(whole, each));

        assertThat(restored.quality()).isEqualTo(whole.quality());
        assertThat(restored.slices()).isEqualTo(whole.slices());
        assertThat(restored.seen()).isEqualTo(200);
        assertThat(restored.newest()).isEqualTo(whole.newest());
    }

    private static GradedWindow copy(GradedWindow window, QualityWindow to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        window.write(new DataOutputStream(bytes));
        return GradedWindow.read(
                to, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    @Test
    void shouldReadWindows() {
        assertThat(QualityWindow.parse("1000")).isEqualTo(new QualityWindow.LastRows(1000));
        QualityWindow hour = new QualityWindow.LastTime(Duration.ofHours(1));
        assertThat(QualityWindow.parse("PT1H")).isEqualTo(hour);
        assertThat(QualityWindow.parse("1h")).isEqualTo(hour).hasToString("1 h");
        assertThat(QualityWindow.parse("7d"))
                .isEqualTo(new QualityWindow.LastTime(Duration.ofDays(7)));
        assertThat(QualityWindow.parse("fading=0.99")).isEqualTo(new QualityWindow.Fading(0.99));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "0", "999999999", "99999999999", "0s", "-1h", "fading=1"})
    void shouldRefuseOtherWindows(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QualityWindow.parse(text))
                .withMessageContaining("found");
    }

    private static void assertEqual(Quality found, List<Outcome> rows) {
        double[] labels = rows.stream().mapToDouble(Outcome::label).toArray();
        double[] scores = rows.stream().mapToDouble(Outcome::score).toArray();
        Evaluation expected = Evaluation.of(labels, scores);
        assertThat(found.rows()).isEqualTo(rows.size());
        assertThat(found.auroc()).isCloseTo(expected.auroc(), CLOSE);
        assertThat(found.averagePrecision()).isCloseTo(expected.averagePrecision(), CLOSE);
        assertThat(found.logLoss()).isCloseTo(expected.logLoss(), CLOSE);
        assertThat(found.brier()).isCloseTo(expected.brier(), CLOSE);
        assertThat(found.accuracy()).isCloseTo(expected.accuracy(), CLOSE);
        assertThat(found.calibrationError()).isCloseTo(expected.calibrationError(), CLOSE);
    }

    private static void add(GradedWindow window, Outcome each) {
        window.add(
                each.score,
                prediction(each.score),
                each.label,
                each.time,
                each.label == 1 ? "left" : LONG);
    }

    private static int prediction(double score) {
        return score >= 0.5 ? 1 : 0;
    }

    private static List<Outcome> stream(int rows) {
        SplittableRandom random = new SplittableRandom(5);
        List<Outcome> stream = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double score = random.nextInt(10) == 0 ? 0.25 : random.nextDouble();
            double label = random.nextDouble() < score ? 1 : 0;
            stream.add(new Outcome(score, label, i + random.nextInt(20)));
        }
        return stream;
    }
}
