package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.evaluation.Evaluation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArticleFiguresTest {

    @Test
    void shouldTakeTheSameFiguresFromAnEvaluation() {
        Evaluation evaluation =
                Evaluation.of(new double[] {1, 0, 1, 0}, new double[] {.9, .6, .2, .1});

        ArticleFigures figures = ArticleFigures.of(evaluation);

        assertThat(figures)
                .isEqualTo(
                        new ArticleFigures(
                                .5,
                                evaluation.areaUnderPr(),
                                .75,
                                evaluation.ks(),
                                evaluation.lorenz()));
    }

    @Test
    void shouldStandBesideOtherFiguresWithTheArticlesDigits() {
        ArticleFigures other = new ArticleFigures(.81, .37, .7, .3, .67);

        List<List<String>> rows = ArticleFigures.PUBLISHED.beside(other);

        assertThat(rows).hasSize(5);
        assertThat(rows.get(0)).containsExactly("accuracy", "0.80950", "0.81000", "0.00050");
        assertThat(rows.get(3)).containsExactly("KS", "0.29321", "0.30000", "0.00679");
    }
}
