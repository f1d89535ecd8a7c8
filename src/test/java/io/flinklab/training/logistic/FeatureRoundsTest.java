package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.features.FeatureEncoder;
import io.flinklab.features.FeatureFit;
import io.flinklab.features.FeaturePlan;
import io.flinklab.features.FeatureVector;
import io.flinklab.features.FittedStage;
import io.flinklab.features.UnseenCategory;
import io.flinklab.training.TrainingException;
import io.flinklab.training.rounds.PlainRounds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Features and the model behind them, fitted together without a cluster. */
class FeatureRoundsTest {
    private static final List<Example> CUSTOMERS = TestData.SHIPPED.customers().subList(0, 1500);
    private static final Settings SETTINGS = PlainTraining.DEFAULTS;

    /** What was fitted. */
    private record Fitted(List<FittedStage> stages, LogisticModelData model) {}

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "16, 4"})
    void shouldGiveTheSameBitsOnAnyNumberOfSubtasksAndInAnyOrder(int subtasks, int seed) {
        Fitted expected = fit("tuned", CUSTOMERS, 1);
        List<Example> shuffled = new ArrayList<>(CUSTOMERS);
        Collections.shuffle(shuffled, new Random(seed));

        Fitted fitted = fit("tuned", shuffled, subtasks);

        assertThat(fitted).usingRecursiveComparison().isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"converged", "tuned"})
    void shouldFitWhatOneStageAfterTheOtherGives(String recipe) {
        Fitted together = fit(recipe, CUSTOMERS, 2);

        List<FittedStage> stages = features(recipe).fit(CUSTOMERS);
        FeatureEncoder encoder = new FeatureEncoder(Churn.SCHEMA, stages);
        List<WeightedRow> rows = new ArrayList<>();
        for (Example each : CUSTOMERS) {
            FeatureVector vector = encoder.encode(each.sharedNumbers(), each.sharedTexts());
            rows.add(WeightedRow.of(dense(vector), each.label(), 1));
        }
        LogisticModelData apart = PlainTraining.train(rows, SETTINGS);

        assertThat(together.stages)
                .usingRecursiveComparison()
                .withComparatorForType(FeatureRoundsTest::nearly, Double.class)
                .isEqualTo(stages);
        assertThat(together.model.iterations).isEqualTo(apart.iterations);
        assertThat(together.model.intercept).isCloseTo(apart.intercept, within(1e-9));
        assertThat(together.model.coefficients).containsExactly(apart.coefficients, within(1e-9));
    }

    private static int nearly(Double left, Double right) {
        boolean near = Math.abs(left - right) <= 1e-12 * Math.max(1, Math.abs(right));
        return near ? 0 : Double.compare(left, right);
    }

    @Test
    void shouldSayThatThereAreNoRows() {
        assertThatThrownBy(() -> fit("converged", List.of(), 2))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("There are no training rows");
    }

    @Test
    void shouldNameTheColumnOfARowThatHasNoFeatures() {
        List<Example> customers = new ArrayList<>(CUSTOMERS.subList(0, 100));
        customers.add(customers.get(0).withNumber(Churn.SCHEMA.number("Age"), Double.NaN));

        assertThatThrownBy(() -> fit("converged", customers, 1))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("Age: expected a number in every row");
    }

    @Test
    void shouldRefuseFeaturesThatOverflow() {
        List<Example> customers = new ArrayList<>(CUSTOMERS.subList(0, 100));
        customers.add(customers.get(0).withNumber(Churn.SCHEMA.number("Balance"), 1e200));

        assertThatThrownBy(() -> fit("converged", customers, 1))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("finite");
    }

    private static Fitted fit(String recipe, List<Example> customers, int subtasks) {
        FeatureFit features = features(recipe);
        NewtonSolver solver = new NewtonSolver(SETTINGS);
        String stages =
                PlainRounds.trainExamples(
                        Churn.SCHEMA,
                        customers,
                        features,
                        WeightedRow::encoded,
                        () -> new LogisticWorker(SETTINGS.offset()),
                        solver,
                        subtasks);
        return new Fitted(
                List.copyOf(FeatureFit.fromJson(stages).values()), solver.result().get(0));
    }

    private static FeatureFit features(String recipe) {
        FeaturePlan plan = Churn.recipe(recipe).features();
        return FeatureFit.of(
                        Churn.SCHEMA,
                        plan.stages(plan.vocabulary(Churn.SCHEMA, CUSTOMERS), UnseenCategory.KEEP))
                .orElseThrow();
    }

    private static double[] dense(FeatureVector vector) {
        double[] values = new double[vector.size()];
        for (int k = 0; k < vector.count(); k++) {
            values[vector.index(k)] = vector.value(k);
        }
        return values;
    }
}
