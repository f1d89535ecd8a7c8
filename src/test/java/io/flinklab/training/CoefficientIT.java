package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.churn.Churn;
import io.flinklab.training.logistic.PenalizedLogisticRegression;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoefficientIT {
    private static EmbeddedCluster cluster;

    @TempDir private Path directory;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = EmbeddedCluster.start(1);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    private List<Coefficient> coefficients(TrainingJob job) throws Exception {
        TrainedModel model =
                job.run(ShippedCustomers.train(cluster), directory.resolve("pipeline"));
        return Coefficient.of(model.pipeline(), model.directory());
    }

    private static TrainingJob job(Recipe plan) {
        return new TrainingJob(plan, TrainingOptions.DEFAULT, ShippedCustomers.VOCABULARY);
    }

    private static TrainingJob converged(PenalizedLogisticRegression classifier) {
        return new TrainingJob(
                Recipe.CONVERGED,
                TrainingOptions.DEFAULT,
                ShippedCustomers.VOCABULARY,
                classifier.setFeaturesCol("features").setLabelCol("Exited"));
    }

    @Test
    void shouldPairEachFeatureWithItsOwnStandardError() throws Exception {
        List<Coefficient> coefficients = coefficients(job(Recipe.CONVERGED));

        assertThat(coefficients).hasSize(13);
        Coefficient age = named("Age", coefficients);
        // About 1 / sqrt(n p (1 - p)) for one standardised feature of 8,000 rows, a fifth leavers.
        assertThat(age.standardError()).isCloseTo(.03, within(.01));
        assertThat(age.oddsRatio())
                .isCloseTo(Math.exp(age.value()), within(1e-15))
                .isGreaterThan(1);
        // The penalty alone decides how the countries share what the intercept has of them.
        assertThat(named("Geography=France", coefficients).standardError()).isGreaterThan(.3);
    }

    @Test
    void shouldPairThemWithoutAnIntercept() throws Exception {
        List<Coefficient> coefficients =
                coefficients(
                        converged(
                                new PenalizedLogisticRegression()
                                        .setReg(1.0)
                                        .setFitIntercept(false)));

        assertThat(named("Age", coefficients).standardError()).isCloseTo(.03, within(.01));
    }

    @Test
    void shouldKnowNoStandardErrorsOfFlinkMlsOwnEstimator() throws Exception {
        List<Coefficient> coefficients = coefficients(job(Churn.REFERENCE));

        assertThat(coefficients).hasSize(13).allMatch(c -> Double.isNaN(c.standardError()));
    }

    @Test
    void shouldNameAllFeaturesOfTheTunedPlanDifferently() throws Exception {
        List<Coefficient> coefficients = coefficients(job(Churn.TUNED));

        assertThat(coefficients)
                .extracting(Coefficient::feature)
                .hasSize(109)
                .doesNotHaveDuplicates()
                .contains("Age^2", "Age^2 x IsActiveMember", "NumOfProducts=3 x HasBalance");
    }

    @Test
    void shouldRefuseAllCategoriesBesideAnInterceptWithoutAPenalty() {
        assertThatThrownBy(() -> coefficients(converged(new PenalizedLogisticRegression())))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("feature 2 is a linear combination of the intercept");
    }

    @Test
    void shouldPutTheFarthestFromZeroFirst() {
        List<Coefficient> coefficients =
                List.of(
                        new Coefficient("small", .1, 1),
                        new Coefficient("negative", -3, 1),
                        new Coefficient("positive", 2, 1));

        assertThat(Coefficient.largest(coefficients, 2))
                .extracting(Coefficient::feature)
                .containsExactly("negative", "positive");
    }

    private static Coefficient named(String feature, List<Coefficient> coefficients) {
        return coefficients.stream().filter(c -> c.feature().equals(feature)).findFirst().get();
    }
}
