package io.flinklab.training.logistic;

import static io.flinklab.training.logistic.PlainTraining.settings;
import static io.flinklab.training.logistic.PlainTraining.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.training.TrainingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    private static final List<WeightedRow> ROWS = SyntheticRows.of(300, 3, 1);

    private static List<WeightedRow> with(Function<double[], double[]> features) {
        List<WeightedRow> rows = new ArrayList<>();
        ROWS.forEach(
                row ->
                        rows.add(
                                WeightedRow.of(
                                        features.apply(SyntheticRows.dense(row)), row.label, 1)));
        return rows;
    }

    private static void assertRefused(List<WeightedRow> rows, Settings settings, String... parts) {
        assertThatThrownBy(() -> train(rows, settings))
                .isInstanceOf(TrainingException.class)
                .hasMessageContainingAll(parts);
    }

    private static Settings unpenalised(String solver) {
        return new Settings(0, 100, 1e-6, true, "none", solver);
    }

    @ParameterizedTest
    @ValueSource(strings = {"newton", "lbfgs"})
    void shouldNameTheColumnsOfAFullOneHotBesideTheIntercept(String solver) {
        List<WeightedRow> rows =
                with(x -> new double[] {x[0], x[1] > 0 ? 1 : 0, x[1] > 0 ? 0 : 1, x[2]});

        assertRefused(
                rows,
                unpenalised(solver),
                "feature 2 is a linear combination of the intercept, feature 1 (",
                "reg > 0");
    }

    @Test
    void shouldRefuseMoreFeaturesThanTheSolverHolds() {
        assertRefused(
                wide(PenalizedLogisticRegression.MOST_FEATURES + 1),
                settings(1),
                "at most 200000 features",
                "found 200001");
    }

    @Test
    void shouldRefuseNewtonsMethodWhereItsDerivativesAreTooMany() {
        assertRefused(
                wide(2001),
                new Settings(1, 100, 1e-6, true, "none", "newton"),
                "at most 2000 features",
                "found 2001",
                "auto or lbfgs");
    }

    private static List<WeightedRow> wide(int features) {
        return IntStream.range(0, 2)
                .mapToObj(label -> WeightedRow.of(features, 1, k -> label, k -> 1, label, 1))
                .toList();
    }

    @Test
    void shouldTakeAFullOneHotWithAPenalty() {
        List<WeightedRow> rows =
                with(x -> new double[] {x[0], x[1] > 0 ? 1 : 0, x[1] > 0 ? 0 : 1, x[2]});

        assertThat(train(rows, settings(1e-6)).converged).isTrue();
    }

    @Test
    void shouldNameAColumnOfZeros() {
        assertRefused(
                with(x -> new double[] {x[0], 0, x[1]}),
                settings(0),
                "feature 1 is 0 in every training row");
    }

    @ParameterizedTest
    @ValueSource(strings = {"newton", "lbfgs"})
    void shouldSayThatDataIsPerfectlySeparable(String solver) {
        List<WeightedRow> rows = new ArrayList<>();
        ROWS.forEach(
                row -> {
                    double[] x = SyntheticRows.dense(row);
                    rows.add(WeightedRow.of(x, x[0] + 0.1 * x[1] > 0.3 ? 1 : 0, 1));
                });

        assertRefused(rows, unpenalised(solver), "perfectly separable", "reg > 0");
        assertThat(train(rows, settings(1)).converged).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"newton", "lbfgs"})
    void shouldNameTheColumnThatSeparatesPartly(String solver) {
        List<WeightedRow> rows = new ArrayList<>();
        for (int i = 0; i < ROWS.size(); i++) {
            WeightedRow row = ROWS.get(i);
            double[] x = SyntheticRows.dense(row);
            boolean telltale = row.label == 1 && i % 4 == 0;
            rows.add(WeightedRow.of(new double[] {x[0], telltale ? 1 : 0, x[1]}, row.label, 1));
        }

        assertRefused(
                rows,
                new Settings(0, 1000, 1e-6, true, "none", solver),
                "partly separable",
                "feature 1 ",
                "reg > 0");
        assertThat(train(rows, settings(1)).converged).isTrue();
    }

    @Test
    void shouldRefuseMoreColumnsThanRowsWithoutAPenalty() {
        assertRefused(ROWS.subList(0, 3), settings(0), "linear combination");
    }

    @Test
    void shouldRefuseManyFeaturesWithoutAPenalty() {
        assertRefused(SyntheticRows.of(10, 2001, 1), settings(0), "2000", "2001", "reg > 0");
    }

    @Test
    void shouldRefuseNoRows() {
        assertRefused(List.of(), settings(1), "no training rows");
    }

    @Test
    void shouldRefuseOneLabelOnly() {
        assertRefused(
                ROWS.stream().filter(row -> row.label == 1).toList(),
                settings(1),
                "both labels",
                "the label 1");
    }

    @Test
    void shouldRefuseWeightsThatAreAllZero() {
        assertRefused(
                ROWS.stream()
                        .map(row -> WeightedRow.of(SyntheticRows.dense(row), row.label, 0))
                        .toList(),
                settings(1),
                "All 300 training rows have the weight 0");
    }

    @Test
    void shouldRefuseVectorsOfDifferentSizes() {
        List<WeightedRow> rows = new ArrayList<>(ROWS);
        rows.add(WeightedRow.of(new double[] {1, 2}, 1, 1));

        assertRefused(rows, settings(1), "from 2 to 3");
    }

    @Test
    void shouldRefuseEmptyVectors() {
        assertRefused(with(x -> new double[0]), settings(1), "vectors are empty");
    }

    @Test
    void shouldRefuseFeaturesThatOverflow() {
        assertRefused(with(x -> new double[] {x[0] * 1e300}), settings(1), "overflow", "Scale");
    }
}
