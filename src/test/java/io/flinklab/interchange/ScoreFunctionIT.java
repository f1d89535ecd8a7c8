package io.flinklab.interchange;

import static org.apache.flink.table.api.Expressions.$;
import static org.apache.flink.table.api.Expressions.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Split;
import io.flinklab.data.csv.Labels;
import io.flinklab.data.flink.ExampleSource;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import io.flinklab.streaming.LiveModels;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreFunctionIT {
    private static final String CHURN =
            "churn(CreditScore, Geography, Gender, Age, Tenure, Balance, NumOfProducts, HasCrCard,"
                    + " IsActiveMember, EstimatedSalary)";

    @RegisterExtension static final Lab LAB = new Lab();

    private StreamExecutionEnvironment environment;
    private StreamTableEnvironment tables;

    @BeforeEach
    void start() {
        environment = LAB.cluster().environment();
        tables = StreamTableEnvironment.create(environment);
    }

    @ParameterizedTest
    @EnumSource(
            value = Runtimes.class,
            names = {"PLAIN", "ONNX"})
    void shouldScoreATableAsThePlainScorerDoes(Runtimes runtime) throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, Churn.TUNED);
        register(runtime, ServedModel.of(model));
        tables.createTemporaryView("customers", customers());

        List<Row> rows = rows("SELECT " + CHURN + " AS score FROM customers");

        double[] expected = Scorer.of(model).score(TestData.SHIPPED.customers()).toArray();
        assertThat(rows.stream().mapToDouble(row -> row.<Double>getFieldAs(0)).toArray())
                .containsExactly(expected, within(1e-12));
    }

    @Test
    void shouldBeCalledInTheTableApi() throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, Churn.TUNED);

        Table scores =
                customers()
                        .select(
                                call(
                                        new ScoreFunction(Runtimes.ONNX, ServedModel.of(model)),
                                        $("CreditScore"),
                                        $("Geography"),
                                        $("Gender"),
                                        $("Age"),
                                        $("Tenure"),
                                        $("Balance"),
                                        $("NumOfProducts"),
                                        $("HasCrCard"),
                                        $("IsActiveMember"),
                                        $("EstimatedSalary")));

        assertThat(collected(scores)).hasSize(10_000);
    }

    @Test
    void shouldGiveNullForWhatTheModelSkipsAndForNull() {
        ServedModel model = sample(UnseenCategory.SKIP);
        register(Runtimes.ONNX, model);

        assertThat(rows(selectOne("'France'", "42"))).singleElement().matches(this::isScored);
        assertThat(rows(selectOne("'Italy'", "42"))).containsExactly(Row.of((Object) null));
        assertThat(rows(selectOne("'France'", "CAST(NULL AS INT)")))
                .containsExactly(Row.of((Object) null));
        assertThat(rows(selectOne("CAST(NULL AS STRING)", "42")))
                .containsExactly(Row.of((Object) null));
    }

    @Test
    void shouldFailTheJobForWhatTheModelRefuses() {
        register(Runtimes.ONNX, sample(UnseenCategory.ERROR));

        assertThatThrownBy(() -> rows(selectOne("'Italy'", "42"))).hasStackTraceContaining("Italy");
    }

    private static ServedModel sample(UnseenCategory unseen) {
        return LiveModels.in(LAB.newDirectory().resolve("models"), unseen).version(1);
    }

    private void register(Runtimes runtime, ServedModel model) {
        tables.createTemporarySystemFunction("churn", new ScoreFunction(runtime, model));
    }

    private Table customers() {
        return tables.fromDataStream(
                ExampleSource.rows(
                        environment,
                        Churn.SCHEMA,
                        Split.Part.ALL,
                        Labels.REQUIRED,
                        1,
                        TestData.SHIPPED.file().toString()));
    }

    /** One customer, whose whole numbers are no doubles. */
    private static String selectOne(String geography, String age) {
        return ("SELECT churn(619, Geography, 'Female', Age, 2, 0, 1, 1, 1, 101348.88) FROM"
                        + " (VALUES (%s, %s)) AS customer(Geography, Age)")
                .formatted(geography, age);
    }

    private List<Row> rows(String sql) {
        return collected(tables.sqlQuery(sql));
    }

    private static List<Row> collected(Table table) {
        List<Row> rows = new ArrayList<>();
        table.execute().collect().forEachRemaining(rows::add);
        return rows;
    }

    private boolean isScored(Row row) {
        return row.getField(0) instanceof Double score && score > 0 && score < 1;
    }
}
