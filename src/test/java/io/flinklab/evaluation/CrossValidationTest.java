package io.flinklab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    private static final double[] LABELS = {1, 0, 1, 0, 1, 0, 1, 0};
    private static final double[] SCORES = {0.9, 0.1, 0.8, 0.7, 0.6, 0.2, 0.3, 0.4};
    private static final Folds FOLDS = Folds.stratified(LABELS, 4, 3);

    @Test
    void shouldEvaluateEachFoldOnItsTestRows() {
        CrossValidation result = CrossValidation.run(FOLDS, (train, test) -> pick(SCORES, test));

        assertThat(result.evaluations()).hasSize(4);
        for (int fold = 0; fold < 4; fold++) {
            int[] test = FOLDS.test(fold);
            assertThat(result.evaluations().get(fold))
                    .isEqualTo(Evaluation.of(pick(LABELS, test), pick(SCORES, test)));
        }
        assertThat(result.outOfFoldScores()).isEqualTo(SCORES);
    }

    @Test
    void shouldSummariseAMetricOverTheFolds() {
        double[] accuracies = {1, 0.5, 1, 0};
        CrossValidation result =
                CrossValidation.run(
                        FOLDS,
                        (train, test) -> {
                            int fold = foldOf(test);
                            return scoresThatAre(accuracies[fold], pick(LABELS, test));
                        });

        assertThat(result.mean(Evaluation::accuracy)).isEqualTo(0.625);
        // scikit-learn users: this is numpy.std with ddof=1.
        assertThat(result.standardDeviation(Evaluation::accuracy))
                .isCloseTo(0.47871355387816905, within(1e-15));
    }

    @Test
    void shouldLetTheScorersExceptionThrough() {
        assertThatThrownBy(
                        () ->
                                CrossValidation.run(
                                        FOLDS,
                                        (train, test) -> {
                                            throw new IOException("no cluster");
                                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("no cluster");
    }

    @Test
    void shouldRefuseTheWrongNumberOfScores() {
        assertThatThrownBy(() -> CrossValidation.run(FOLDS, (train, test) -> new double[] {0.5}))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("found 2 labels, 1 scores");
    }

    private static int foldOf(int[] test) {
        return IntStream.range(0, 4)
                .filter(fold -> Arrays.equals(FOLDS.test(fold), test))
                .findFirst()
                .orElseThrow();
    }

    /** Scores for two labels, of which the given share is right at threshold 0.5. */
    private static double[] scoresThatAre(double accuracy, double[] labels) {
        double[] scores = labels.clone();
        for (int i = 0; i < (1 - accuracy) * labels.length; i++) {
            scores[i] = 1 - scores[i];
        }
        return scores;
    }

    private static double[] pick(double[] values, int[] positions) {
        return Arrays.stream(positions).mapToDouble(i -> values[i]).toArray();
    }
}
