package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.evaluation.CrossValidation;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.store.StoredModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model that we stand behind. */
class TunedPlanIT {
    private static final int TRAIN_ROWS = 8000;

    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void shouldReachItsFiguresOnTheArticlesTestRows() throws Exception {
        Map<String, Double> metrics = metrics(TestData.REAL);

        assertThat(metrics.get("auroc")).isGreaterThanOrEqualTo(.853);
        assertThat(metrics.get("averagePrecision")).isGreaterThanOrEqualTo(.64);
        assertThat(metrics.get("logLoss")).isLessThanOrEqualTo(.352);
        assertThat(metrics.get("correct")).isGreaterThan(1700);
    }

    @Test
    void shouldScoreTheShippedCustomersAlike() throws Exception {
        assertThat(metrics(TestData.SHIPPED).get("auroc")).isCloseTo(.85847, within(5e-4));
    }

    /**
     * What notebook 01 says that the features gain, on customers who were made to have them too.
     */
    @ParameterizedTest
    @CsvSource({"SHIPPED, 'this file, invented'", "REAL, 'the article''s file, real'"})
    void shouldGainWhatTheNotebookSays(TestData data, String customers) throws Exception {
        double plain =
                LAB.model(data, Recipe.CONVERGED).manifest().training().metrics().get("auroc");
        double tuned = metrics(data).get("auroc");

        assertThat(Files.readString(Path.of("notebooks/01-load.ipynb")))
                .contains(
                        String.format(
                                Locale.ROOT,
                                "| %s | %.4f | %.4f | %.3f |",
                                customers,
                                plain,
                                tuned,
                                tuned - plain));
    }

    @Test
    void shouldReachItsAreaInFiveFoldsOfAllRows() throws Exception {
        CrossValidation folds =
                Trainings.crossValidate(LAB, Churn.TUNED, TestData.REAL.customers());

        assertThat(folds.mean(Evaluation::auroc)).isGreaterThanOrEqualTo(.862);
        assertThat(folds.evaluations()).extracting(Evaluation::rows).containsOnly(2000L);
    }

    /** How features and penalty were chosen: the test rows had no say. */
    @Test
    void shouldBeTheBetterPlanInFiveFoldsOfTheTrainingRowsAlone() throws Exception {
        List<Example> train = TestData.REAL.customers().subList(0, TRAIN_ROWS);

        double tuned = Trainings.crossValidate(LAB, Churn.TUNED, train).mean(Evaluation::auroc);
        double plain =
                Trainings.crossValidate(LAB, Recipe.CONVERGED, train).mean(Evaluation::auroc);

        assertThat(tuned).isGreaterThanOrEqualTo(.863).isGreaterThan(plain + .08);
    }

    @Test
    void shouldConvergeOn109Features() throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, Churn.TUNED);

        assertThat(model.pipeline().classifier().coefficients()).hasSize(109);
        assertThat(model.manifest().training().fit().converged()).isTrue();
        assertThat(model.manifest().training().fit().iterations()).isLessThan(20);
    }

    private static Map<String, Double> metrics(TestData data) throws Exception {
        return LAB.model(data, Churn.TUNED).manifest().training().metrics();
    }
}
