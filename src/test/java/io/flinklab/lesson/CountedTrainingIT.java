package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.training.Hyperparameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CountedTrainingIT {
    private static final Hyperparameters.MiniBatch ARTICLES =
            (Hyperparameters.MiniBatch) Churn.REFERENCE.hyperparameters();

    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void shouldBeTheArticlesTrainingAndCountEachOf6400RowsOnce() throws Exception {
        FeatureVectors train = TrainedVectors.train(LAB, TestData.SHIPPED, Churn.REFERENCE);

        CountedTraining counted = CountedTraining.run(LAB.cluster().environment(), train, ARTICLES);

        assertThat(counted.coefficients())
                .isEqualTo(
                        LAB.model(TestData.SHIPPED, Churn.REFERENCE)
                                .pipeline()
                                .classifier()
                                .coefficients());
        assertThat(counted.rowsUsed()).isEqualTo(6_400);
        assertThat(counted.differentRows()).isEqualTo(6_400);
    }

    @Test
    void shouldCountARowAgainInTheNextPass() throws Exception {
        FeatureVectors rows = SyntheticVectors.of(100, 3, 1);

        CountedTraining counted =
                CountedTraining.run(
                        LAB.cluster().environment(),
                        rows,
                        new Hyperparameters.MiniBatch(0.1, 0, 0, 4, 0, 50));

        assertThat(counted.rowsUsed()).isEqualTo(200);
        assertThat(counted.differentRows()).isEqualTo(100);
    }
}
