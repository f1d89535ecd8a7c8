package io.flinklab.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import org.junit.jupiter.api.Test;

class ChurnTest {
    private static final int TRAINING_ROWS = 8_000;

    /** Flink ML's reg weighs the penalty beside the mean of the losses, ours beside their sum. */
    @Test
    void shouldPenaliseTheArticlesModel800TimesAsMuchAsConverged() {
        var article = (Hyperparameters.MiniBatch) Churn.REFERENCE.hyperparameters();
        var converged = (Hyperparameters.Logistic) Recipe.CONVERGED.hyperparameters();

        assertThat(article.reg() * TRAINING_ROWS / converged.reg()).isEqualTo(800);
    }
}
