package io.flinklab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final Bootstrap QUICK = new Bootstrap(50, 1, 0.9);

    @Test
    void shouldEvaluateTheRowsThatItDraws() {
        RandomRows rows = manyRows(3, 60);
        Random random = new Random(1);
        double[] drawn = new double[51];
        for (int replicate = 0; replicate < 51; replicate++) {
            int[] picks = random.ints(60, 0, 60).toArray();
            drawn[replicate] =
                    Evaluation.of(pick(rows.labels(), picks), pick(rows.scores(), picks)).auroc();
        }
        Arrays.sort(drawn);

        Bootstrap.Interval interval =
                new Bootstrap(51, 1, 0.6).interval(rows.labels(), rows.scores(), Evaluation::auroc);

        // The quantiles .2 and .8 of 51 values are values themselves.
        assertThat(interval.lower()).isEqualTo(drawn[10]);
        assertThat(interval.upper()).isEqualTo(drawn[40]);
        assertThat(interval.estimate())
                .isEqualTo(Evaluation.of(rows.labels(), rows.scores()).auroc());
    }

    @Test
    void shouldRepeatItselfForASeedAndDifferForAnother() {
        RandomRows rows = manyRows(4, 100);
        ToDoubleFunction<Evaluation> logLoss = Evaluation::logLoss;

        Bootstrap.Interval first = QUICK.interval(rows.labels(), rows.scores(), logLoss);

        assertThat(QUICK.interval(rows.labels(), rows.scores(), logLoss)).isEqualTo(first);
        assertThat(new Bootstrap(50, 2, 0.9).interval(rows.labels(), rows.scores(), logLoss))
                .isNotEqualTo(first);
    }

    @Test
    void shouldUseTheSameDrawsForEveryMetric() {
        RandomRows rows = manyRows(5, 80);

        Map<String, Bootstrap.Interval> both =
                QUICK.intervals(
                        rows.labels(),
                        rows.scores(),
                        Map.of("auroc", Evaluation::auroc, "brier", Evaluation::brier));

        assertThat(both.get("brier"))
                .isEqualTo(QUICK.interval(rows.labels(), rows.scores(), Evaluation::brier));
        assertThat(both.get("auroc"))
                .isEqualTo(QUICK.interval(rows.labels(), rows.scores(), Evaluation::auroc));
    }

    @Test
    void shouldCoverTheTruthAboutAsOftenAsItPromises() {
        int covered = 0;
        for (int sample = 0; sample < 200; sample++) {
            Random random = new Random(1000 + sample);
            double[] scores = random.doubles(150).toArray();
            // Labels drawn with the score as their chance: the true Brier score is 1/6.
            double[] labels =
                    Arrays.stream(scores).map(p -> random.nextDouble() < p ? 1 : 0).toArray();
            Bootstrap.Interval interval =
                    new Bootstrap(200, sample, 0.9).interval(labels, scores, Evaluation::brier);
            covered += interval.contains(1 / 6.0) ? 1 : 0;
        }

        assertThat(covered).isBetween(168, 192);
    }

    @Test
    void shouldFindNoDifferenceBetweenAModelAndItself() {
        RandomRows rows = manyRows(6, 80);

        Bootstrap.Interval none =
                QUICK.difference(rows.labels(), rows.scores(), rows.scores(), Evaluation::auroc);

        assertThat(none).isEqualTo(new Bootstrap.Interval(0, 0, 0, 0.9, 50));
    }

    @Test
    void shouldShowBothModelsTheSameDraws() {
        RandomRows rows = manyRows(7, 60);
        double[] first = rows.scores();
        double[] second = Arrays.stream(first).map(score -> 0.2 + 0.3 * score).toArray();
        Random random = new Random(1);
        double[] drawn = new double[51];
        for (int replicate = 0; replicate < 51; replicate++) {
            int[] picks = random.ints(60, 0, 60).toArray();
            double[] labels = pick(rows.labels(), picks);
            drawn[replicate] =
                    Evaluation.of(labels, pick(first, picks)).brier()
                            - Evaluation.of(labels, pick(second, picks)).brier();
        }
        Arrays.sort(drawn);

        Bootstrap.Interval difference =
                new Bootstrap(51, 1, 0.6)
                        .difference(rows.labels(), first, second, Evaluation::brier);

        assertThat(difference.lower()).isEqualTo(drawn[10]);
        assertThat(difference.upper()).isEqualTo(drawn[40]);
    }

    @Test
    void shouldLeaveOutDrawsWithoutOneOfTheClasses() {
        double[] labels = {1, 0, 0};
        double[] scores = {0.9, 0.2, 0.1};

        Bootstrap.Interval interval = QUICK.interval(labels, scores, Evaluation::auroc);

        assertThat(interval.replicates()).isBetween(20, 49);
        assertThat(interval.lower()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAMetricThatIsUndefined() {
        double[] onlyOnes = {1, 1};

        assertThatThrownBy(
                        () -> QUICK.interval(onlyOnes, new double[] {0.5, 0.6}, Evaluation::auroc))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("are both labels there?");
    }

    @Test
    void shouldRefuseOptionsOutsideTheirRanges() {
        assertThatThrownBy(() -> new Bootstrap(0, 1, 0.9))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("A bootstrap has 1 replicate or more; found 0.");
        assertThatThrownBy(() -> new Bootstrap(10, 1, 95))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("A level is between 0 and 1; found 95.0.");
    }

    private static RandomRows manyRows(long seed, int rows) {
        Random random = new Random(seed);
        double[] scores = random.doubles(rows).map(p -> Math.rint(p * 50) / 50).toArray();
        double[] labels = Arrays.stream(scores).map(p -> random.nextDouble() < p ? 1 : 0).toArray();
        return new RandomRows(labels, scores, SortedRows.ones(rows));
    }

    private static double[] pick(double[] values, int[] positions) {
        return Arrays.stream(positions).mapToDouble(i -> values[i]).toArray();
    }
}
