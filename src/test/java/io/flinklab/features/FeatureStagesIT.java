package io.flinklab.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.training.Recipe;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The stages of each plan, run by Flink ML. */
class FeatureStagesIT {
    @RegisterExtension static final Lab LAB = new Lab();

    private static final List<Example> TRAIN = People.varied(3, 2, 4);
    private static final Example KNOWN = People.from("Country1", "Gender0", 2);
    private static final Example FOREIGN = People.from("Elsewhere", "Gender0", 2);

    static List<FeaturePlan> plans() {
        return List.of(
                Recipe.CONVERGED.features(), Churn.TUNED.features(), Churn.NETWORK.features());
    }

    @ParameterizedTest
    @CsvSource({
        "converged, 3, 4, 13",
        "converged, 6, 4, 16",
        "tuned, 3, 4, 109",
        "tuned, 2, 3, 82",
        "network, 3, 4, 14"
    })
    void shouldMakeVectorsOfTheSizeThatTheCategoriesGive(
            String recipe, int countries, int products, int features) throws Exception {
        FeaturePlan plan = Churn.recipe(recipe).features();
        List<Example> customers = People.varied(countries, 2, products);

        List<Vector> vectors = features(plan, UnseenCategory.ERROR, customers, customers);

        assertThat(vectors)
                .hasSameSizeAs(customers)
                .extracting(Vector::size)
                .containsOnly(features);
        assertThat(vectors)
                .flatExtracting(FeatureStagesIT::values)
                .noneMatch(value -> value.isNaN() || value.isInfinite());
    }

    @Test
    void shouldLayOutTheArticlesFeaturesAsOneHotThenFlagsThenScaledNumbers() throws Exception {
        Vector vector =
                features(Recipe.CONVERGED.features(), UnseenCategory.KEEP, TRAIN, List.of(KNOWN))
                        .get(0);

        double mean = TRAIN.stream().mapToDouble(each -> each.number(1)).average().orElseThrow();
        double squares =
                TRAIN.stream().mapToDouble(c -> (c.number(1) - mean) * (c.number(1) - mean)).sum();
        double deviation = Math.sqrt(squares / (TRAIN.size() - 1));
        assertThat(values(vector).subList(0, 7)).containsExactly(0., 1., 0., 1., 0., 1., 0.);
        assertThat(vector.get(8)).isCloseTo((KNOWN.number(1) - mean) / deviation, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void shouldStandardiseEveryPairwiseFeatureOverTheTrainingRows(UnseenCategory unseen)
            throws Exception {
        List<Vector> vectors = features(Churn.TUNED.features(), unseen, TRAIN, TRAIN);

        for (int j = 0; j < vectors.get(0).size(); j++) {
            int feature = j;
            assertThat(vectors.stream().mapToDouble(v -> v.get(feature)).average().orElseThrow())
                    .isCloseTo(0, within(1e-9));
        }
    }

    /** Numbers whose sum of squares, rounded, is less than the square of their sum. */
    @ParameterizedTest
    @MethodSource("plans")
    void shouldGiveAConstantNumberTheFeatureZero(FeaturePlan plan) throws Exception {
        List<Example> alike = TRAIN.stream().map(c -> People.withBalance(c, 0.1 + 0.7)).toList();

        List<Vector> vectors = features(plan, UnseenCategory.KEEP, alike, alike);

        int balance = vectors.get(0).size() - 3;
        assertThat(vectors)
                .extracting(vector -> Math.abs(vector.get(balance)))
                .allMatch(value -> value < 1e-6);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void shouldGiveAnUnseenCategoryAVectorOfTheSameSizeWhereItIsKept(FeaturePlan plan)
            throws Exception {
        List<Vector> vectors = features(plan, UnseenCategory.KEEP, TRAIN, List.of(KNOWN, FOREIGN));

        assertThat(vectors)
                .extracting(Vector::size)
                .containsOnly(
                        plan.equals(Churn.TUNED.features())
                                ? 109
                                : plan.equals(Churn.NETWORK.features()) ? 14 : 13);
        if (plan.equals(Recipe.CONVERGED.features())) {
            assertThat(values(vectors.get(1)).subList(0, 3)).containsOnly(0.);
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void shouldLeaveARowWithAnUnseenCategoryOutWhereItIsSkipped(FeaturePlan plan) throws Exception {
        List<Vector> vectors =
                features(plan, UnseenCategory.SKIP, TRAIN, List.of(FOREIGN, KNOWN, FOREIGN));

        assertThat(vectors).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void shouldNameAnUnseenCategoryWhereItIsAnError(FeaturePlan plan) {
        assertThatThrownBy(
                        () -> features(plan, UnseenCategory.ERROR, TRAIN, List.of(KNOWN, FOREIGN)))
                .hasStackTraceContaining("Elsewhere");
    }

    /** Fits the plan on some customers and applies it to others. */
    private static List<Vector> features(
            FeaturePlan plan, UnseenCategory unseen, List<Example> train, List<Example> others)
            throws Exception {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        Table fitted = table(environment, tables, train);
        Table transformed = table(environment, tables, others);
        for (Stage<?> stage :
                plan.stages(Churn.TUNED.features().vocabulary(Churn.SCHEMA, train), unseen)) {
            AlgoOperator<?> operator =
                    stage instanceof Estimator<?, ?> estimator
                            ? (AlgoOperator<?>) estimator.fit(fitted)
                            : (AlgoOperator<?>) stage;
            fitted = operator.transform(fitted)[0];
            transformed = operator.transform(transformed)[0];
        }
        List<Vector> vectors = new ArrayList<>();
        for (Row row : tables.toDataStream(transformed).executeAndCollect(others.size() + 1)) {
            vectors.add(row.getFieldAs(FeaturePlan.FEATURES));
        }
        return vectors;
    }

    private static Table table(
            StreamExecutionEnvironment environment,
            StreamTableEnvironment tables,
            List<Example> customers) {
        List<Row> rows = customers.stream().map(new ExampleRows(Churn.SCHEMA)::toRow).toList();
        return tables.fromDataStream(
                environment.fromCollection(rows, new ExampleRows(Churn.SCHEMA).type()));
    }

    private static List<Double> values(Vector vector) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < vector.size(); i++) {
            values.add(vector.get(i));
        }
        return values;
    }
}
