package io.flinklab.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.data.Customer;
import io.flinklab.data.CustomerRows;
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

/** The stages of each plan, run by Flink ML. */
class FeatureStagesIT {
    @RegisterExtension static final Lab LAB = new Lab();

    private static final List<Customer> TRAIN = People.varied(3, 2, 4);
    private static final Customer KNOWN = People.from("Country1", "Gender0", 2);
    private static final Customer FOREIGN = People.from("Elsewhere", "Gender0", 2);

    @ParameterizedTest
    @CsvSource({
        "ARTICLE, 3, 4, 13",
        "ARTICLE, 6, 4, 16",
        "PAIRWISE, 3, 4, 109",
        "PAIRWISE, 2, 3, 82",
        "SINGLE, 3, 4, 14"
    })
    void shouldMakeVectorsOfTheSizeThatTheCategoriesGive(
            FeaturePlan plan, int countries, int products, int features) throws Exception {
        List<Customer> customers = People.varied(countries, 2, products);

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
                features(FeaturePlan.ARTICLE, UnseenCategory.KEEP, TRAIN, List.of(KNOWN)).get(0);

        double mean = TRAIN.stream().mapToDouble(Customer::age).average().orElseThrow();
        double squares = TRAIN.stream().mapToDouble(c -> (c.age() - mean) * (c.age() - mean)).sum();
        double deviation = Math.sqrt(squares / (TRAIN.size() - 1));
        assertThat(values(vector).subList(0, 7)).containsExactly(0., 1., 0., 1., 0., 1., 0.);
        assertThat(vector.get(8)).isCloseTo((KNOWN.age() - mean) / deviation, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void shouldStandardiseEveryPairwiseFeatureOverTheTrainingRows(UnseenCategory unseen)
            throws Exception {
        List<Vector> vectors = features(FeaturePlan.PAIRWISE, unseen, TRAIN, TRAIN);

        for (int j = 0; j < vectors.get(0).size(); j++) {
            int feature = j;
            assertThat(vectors.stream().mapToDouble(v -> v.get(feature)).average().orElseThrow())
                    .isCloseTo(0, within(1e-9));
        }
    }

    /** Numbers whose sum of squares, rounded, is less than the square of their sum. */
    @ParameterizedTest
    @EnumSource
    void shouldGiveAConstantNumberTheFeatureZero(FeaturePlan plan) throws Exception {
        List<Customer> alike = TRAIN.stream().map(c -> People.withBalance(c, 0.1 + 0.7)).toList();

        List<Vector> vectors = features(plan, UnseenCategory.KEEP, alike, alike);

        int balance = vectors.get(0).size() - 3;
        assertThat(vectors)
                .extracting(vector -> Math.abs(vector.get(balance)))
                .allMatch(value -> value < 1e-6);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveAnUnseenCategoryAVectorOfTheSameSizeWhereItIsKept(FeaturePlan plan)
            throws Exception {
        List<Vector> vectors = features(plan, UnseenCategory.KEEP, TRAIN, List.of(KNOWN, FOREIGN));

        assertThat(vectors)
                .extracting(Vector::size)
                .containsOnly(
                        switch (plan) {
                            case ARTICLE -> 13;
                            case PAIRWISE -> 109;
                            case SINGLE -> 14;
                        });
        if (plan == FeaturePlan.ARTICLE) {
            assertThat(values(vectors.get(1)).subList(0, 3)).containsOnly(0.);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveARowWithAnUnseenCategoryOutWhereItIsSkipped(FeaturePlan plan) throws Exception {
        List<Vector> vectors =
                features(plan, UnseenCategory.SKIP, TRAIN, List.of(FOREIGN, KNOWN, FOREIGN));

        assertThat(vectors).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameAnUnseenCategoryWhereItIsAnError(FeaturePlan plan) {
        assertThatThrownBy(
                        () -> features(plan, UnseenCategory.ERROR, TRAIN, List.of(KNOWN, FOREIGN)))
                .hasStackTraceContaining("Elsewhere");
    }

    /** Fits the plan on some customers and applies it to others. */
    private static List<Vector> features(
            FeaturePlan plan, UnseenCategory unseen, List<Customer> train, List<Customer> others)
            throws Exception {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        Table fitted = table(environment, tables, train);
        Table transformed = table(environment, tables, others);
        for (Stage<?> stage : plan.stages(Vocabulary.of(train), unseen)) {
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
            List<Customer> customers) {
        List<Row> rows = customers.stream().map(CustomerRows::toRow).toList();
        return tables.fromDataStream(environment.fromCollection(rows, CustomerRows.TYPE));
    }

    private static List<Double> values(Vector vector) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < vector.size(); i++) {
            values.add(vector.get(i));
        }
        return values;
    }
}
