package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.features.FittedStage;
import io.flinklab.store.StoredModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The article's features, trained to the optimum, against scikit-learn. */
class ConvergedPlanIT {
    private static final Path GOLDEN = Path.of("src/test/resources/logistic/churn-reference.json");
    private static final Offset<Double> FOUR_DECIMALS = within(5e-5);

    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void shouldFindTheCoefficientsOfScikitLearn() throws Exception {
        JsonNode golden = new ObjectMapper().readTree(GOLDEN.toFile());

        FittedStage.LogisticRegression found =
                LAB.model(TestData.REAL, Recipe.CONVERGED).pipeline().classifier();

        double[] coefficients =
                found.coefficients().stream().mapToDouble(Double::doubleValue).toArray();
        assertThat(coefficients).containsExactly(doubles(golden.get("coefficients")), within(1e-6));
        assertThat(found.intercept()).isCloseTo(golden.get("intercept").asDouble(), within(1e-6));
    }

    @Test
    void shouldScoreTheArticlesTestRowsAsScikitLearnDoes() throws Exception {
        Map<String, Double> metrics = metrics(TestData.REAL);

        assertThat(metrics.get("auroc")).isCloseTo(.7422, FOUR_DECIMALS);
        assertThat(metrics.get("logLoss")).isCloseTo(.4348, FOUR_DECIMALS);
        assertThat(metrics.get("correct")).isEqualTo(1614);
    }

    @Test
    void shouldScoreTheShippedCustomersAlike() throws Exception {
        assertThat(metrics(TestData.SHIPPED).get("auroc")).isCloseTo(.74708, within(5e-4));
    }

    @Test
    void shouldConvergeInTensOfIterationsEachBetterThanTheLast() throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, Recipe.CONVERGED);

        FitFacts fit = model.manifest().training().fit();
        assertThat(fit.converged()).isTrue();
        assertThat(fit.iterations()).isBetween(2, 20);
        List<Double> objective = fit.objective();
        assertThat(objective).hasSizeGreaterThanOrEqualTo(fit.iterations());
        assertThat(objective.get(objective.size() - 1)).isLessThan(objective.get(0));
    }

    private static Map<String, Double> metrics(TestData data) throws Exception {
        return LAB.model(data, Recipe.CONVERGED).manifest().training().metrics();
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}
