package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.evaluation.Bootstrap;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.serving.MetricBound;
import io.flinklab.tuning.Metric;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromotionRuleTest {
    private static final int ROWS = 400;
    private static final PromotionRule RULE = rule(Metric.AUROC, 0);

    @Test
    void shouldPromoteWhatIsClearlyBetter() {
        ConstructedScores rows = ConstructedScores.of(1, ROWS, 2.0, 0.5);

        PromotionVerdict verdict = RULE.judge(rows.labels, rows.champion, rows.challenger);

        assertThat(verdict.promotes()).isTrue();
        assertThat(verdict.comparison().champion()).isEqualTo(auroc(rows, rows.champion));
        assertThat(verdict.comparison().challenger()).isEqualTo(auroc(rows, rows.challenger));
        assertThat(verdict.comparison().gain())
                .isEqualTo(
                        RULE.bootstrap()
                                .difference(
                                        rows.labels,
                                        rows.challenger,
                                        rows.champion,
                                        Evaluation::auroc));
        assertThat(verdict.reason()).contains("auroc 0.", "is above the margin 0.0000");
        assertThat(verdict.figures())
                .containsKeys("rows", "positives", "leftOut", "gain", "gainLower", "gainUpper")
                .containsEntry("rows", (double) ROWS);
    }

    /** Of an interval of level .95 a share of .025 lies above the truth. */
    @Test
    void shouldPromoteByChanceNoMoreOftenThanTheIntervalSays() {
        long promoted =
                IntStream.range(0, 200)
                        .mapToObj(seed -> ConstructedScores.of(seed, 500, 1.0, 1.0))
                        .filter(
                                rows ->
                                        RULE.judge(rows.labels, rows.champion, rows.challenger)
                                                .promotes())
                        .count();

        // 5 are expected, 10 is 5 %; of seeds 0 to 999 it is 29.
        assertThat(promoted).isBetween(1L, 10L);
    }

    @Test
    void shouldKeepTheChampionWhereTheGainMayBeBelowTheMargin() {
        ConstructedScores rows = ConstructedScores.of(1, ROWS, 1.2, 0.9);
        double gain = auroc(rows, rows.challenger) - auroc(rows, rows.champion);

        PromotionVerdict verdict =
                rule(Metric.AUROC, gain).judge(rows.labels, rows.champion, rows.challenger);

        assertThat(gain).isPositive();
        assertThat(verdict.promotes()).isFalse();
        assertThat(verdict.reason()).contains("is not above the margin 0.");
    }

    @Test
    void shouldCountALowerLossAsAGain() {
        ConstructedScores rows = ConstructedScores.of(1, ROWS, 2.0, 0.5);
        PromotionRule rule = rule(Metric.LOG_LOSS, 0);

        assertThat(rule.judge(rows.labels, rows.champion, rows.challenger).promotes()).isTrue();
        assertThat(rule.judge(rows.labels, rows.challenger, rows.champion).promotes()).isFalse();
    }

    @Test
    void shouldKeepTheChampionWhereABoundIsMissed() {
        ConstructedScores rows = ConstructedScores.of(1, ROWS, 2.0, 0.5);
        PromotionRule bound =
                new PromotionRule(
                        Metric.AUROC,
                        0,
                        List.of(MetricBound.parse("auroc>=0.9999")),
                        100,
                        20,
                        RULE.bootstrap());

        PromotionVerdict verdict = bound.judge(rows.labels, rows.champion, rows.challenger);

        assertThat(verdict.promotes()).isFalse();
        assertThat(verdict.comparison().gain().lower()).isPositive();
        assertThat(verdict.reason())
                .contains("the challenger misses a bound: expected auroc>=0.9999; found auroc 0.9");
    }

    @Test
    void shouldKeepTheChampionWhereThereAreTooFewLabels() {
        ConstructedScores rows = ConstructedScores.of(1, 99, 2.0, 0.5);

        PromotionVerdict verdict = RULE.judge(rows.labels, rows.champion, rows.challenger);

        assertThat(verdict.promotes()).isFalse();
        assertThat(verdict.comparison()).isNull();
        assertThat(verdict.reason())
                .startsWith("too few labelled rows to decide: expected 100, of each label 20; ")
                .contains("found 99, of which");
        assertThat(RULE.tooFew(rows.labels)).contains(verdict);
        assertThat(verdict.figures()).doesNotContainKey("gain");
    }

    @Test
    void shouldKeepTheChampionWhereOneLabelIsRare() {
        double[] labels = IntStream.range(0, ROWS).mapToDouble(i -> i < 19 ? 1 : 0).toArray();
        double[] wrong = IntStream.range(0, ROWS).mapToDouble(i -> i < 19 ? 0 : 1).toArray();

        assertThat(RULE.judge(labels, wrong, labels).promotes()).isFalse();
        labels[19] = 1;
        assertThat(RULE.judge(labels, wrong, labels).promotes()).isTrue();
        assertThat(RULE.tooFew(labels)).isEmpty();
    }

    @Test
    void shouldLeaveOutRowsThatOneOfThemDoesNotScore() {
        ConstructedScores rows = ConstructedScores.of(1, ROWS, 2.0, 0.5);
        rows.champion[0] = Double.NaN;
        rows.challenger[0] = Double.NaN;
        rows.challenger[7] = Double.NaN;

        PromotionVerdict verdict = RULE.judge(rows.labels, rows.champion, rows.challenger);

        assertThat(verdict.rows().labelled()).isEqualTo(ROWS - 2);
        assertThat(verdict.rows().leftOut()).isEqualTo(2);
        assertThat(verdict.promotes()).isTrue();
    }

    @Test
    void shouldRefuseARuleThatIsNone() {
        assertThatThrownBy(() -> rule(Metric.AUROC, -0.1)).hasMessageContaining("0 or more");
        assertThatThrownBy(() -> rule(Metric.AUROC, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(
                        () -> new PromotionRule(Metric.AUROC, 0, List.of(), 1, 0, RULE.bootstrap()))
                .hasMessageContaining("1 labelled row or more of each label; found 1 rows, 0");
    }

    private static PromotionRule rule(Metric metric, double margin) {
        return new PromotionRule(metric, margin, List.of(), 100, 20, new Bootstrap(200, 1, 0.95));
    }

    private static double auroc(ConstructedScores rows, double[] scores) {
        return Evaluation.of(rows.labels, scores).auroc();
    }

    /** Labels, and two models that see each label's signal through noise of their own. */
    private record ConstructedScores(double[] labels, double[] champion, double[] challenger) {

        static ConstructedScores of(long seed, int rows, double noise, double challengersNoise) {
            Random random = new Random(seed);
            double[] labels = random.doubles(rows).map(draw -> draw < 0.3 ? 1 : 0).toArray();
            return new ConstructedScores(
                    labels, seen(labels, random, noise), seen(labels, random, challengersNoise));
        }

        private static double[] seen(double[] labels, Random random, double noise) {
            return IntStream.range(0, labels.length)
                    .mapToDouble(i -> 2 * labels[i] - 1.4 + noise * random.nextGaussian())
                    .map(logit -> 1 / (1 + Math.exp(-logit)))
                    .toArray();
        }
    }
}
