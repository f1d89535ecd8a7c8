package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.evaluation.Ranking;
import org.junit.jupiter.api.Test;

class PairwiseAurocTest {
    private static final double[] LABELS = {1, 0, 1, 0};
    private static final double[] SCORES = {.9, .5, .5, .1};

    @Test
    void shouldCountATieAsHalfAWin() {
        assertThat(PairwiseAuroc.of(LABELS, SCORES, new double[] {1, 1, 1, 1})).isEqualTo(3.5 / 4);
    }

    @Test
    void shouldWeighAPairByTheProductOfItsRows() {
        double[] weights = {1, 2, 3, 4};

        double auroc = PairwiseAuroc.of(LABELS, SCORES, weights);

        assertThat(auroc).isCloseTo((2 + 4 + 3 + 12) / 24.0, within(1e-15));
        assertThat(auroc).isCloseTo(Ranking.of(LABELS, SCORES, weights).auroc(), within(1e-15));
    }

    @Test
    void shouldBeUndefinedWithoutOneOfTheClasses() {
        double[] one = {1};

        assertThat(PairwiseAuroc.of(one, one, one)).isNaN();
    }
}
