package io.flinklab.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Dataset;
import io.flinklab.data.RealData;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import java.nio.file.Path;
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

    /** What notebook 00 says of "stays" for everybody. */
    @Test
    void shouldKeepSoManyOfTheLastCustomers() {
        assertThat(stayersAmongTheLast(Path.of("data/churn.csv"))).isEqualTo(1_612);
    }

    @Test
    void shouldKeepSoManyOfTheArticlesLastCustomers() {
        assertThat(stayersAmongTheLast(RealData.file())).isEqualTo(1_610);
    }

    private static long stayersAmongTheLast(Path file) {
        return Dataset.read(Churn.SCHEMA, file).examples().stream()
                .skip(TRAINING_ROWS)
                .filter(customer -> customer.label() == 0)
                .count();
    }
}
