package io.flinklab.interchange.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonFunctionIT {
    private static final String SCORE = PythonFunction.call(Churn.SCHEMA);

    private static final TypeInformation<Row> CUSTOMER =
            Types.ROW_NAMED(
                    new String[] {
                        "CustomerId",
                        "CreditScore",
                        "Geography",
                        "Gender",
                        "Age",
                        "Tenure",
                        "Balance",
                        "NumOfProducts",
                        "HasCrCard",
                        "IsActiveMember",
                        "EstimatedSalary"
                    },
                    Types.LONG,
                    Types.DOUBLE,
                    Types.STRING,
                    Types.STRING,
                    Types.DOUBLE,
                    Types.DOUBLE,
                    Types.DOUBLE,
                    Types.DOUBLE,
                    Types.DOUBLE,
                    Types.DOUBLE,
                    Types.DOUBLE);

    @RegisterExtension static final Lab LAB = new Lab();

    @BeforeAll
    static void requirePython() {
        PythonUdf.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"process", "thread"})
    void shouldScoreInAProcessAsScikitLearnItselfDoesAndLoadTheModelOnce(String mode)
            throws Exception {
        StreamTableEnvironment tables =
                tables(PythonUdf.test().stream().map(PythonFunctionIT::row).toList());
        tables.getConfig().set("python.execution-mode", mode);
        PythonFunction.register(tables, PythonUdf.trees(), new PythonFunction.Execution(500, 100));

        Map<Long, Double> scores = new HashMap<>();
        Set<String> loads = new HashSet<>();
        for (Row row : rows(tables, "CustomerId, score, model_loads(score)")) {
            scores.put(row.getFieldAs(0), row.getFieldAs(1));
            loads.add(row.getFieldAs(2));
        }

        double[] expected = PythonUdf.expected();
        assertThat(scores).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(scores.get(PythonUdf.test().get(i).key()))
                    .isCloseTo(expected[i], within(1e-12));
        }
        String here = ProcessHandle.current().pid() + ":";
        assertThat(loads)
                .hasSizeBetween(1, 2)
                .allMatch(load -> load.endsWith(":1") && !load.startsWith(here));
    }

    @Test
    void shouldScoreATrainedPipelineAsPlainJavaDoes() throws Exception {
        ServedModel model = ServedModel.of(LAB.model(TestData.SHIPPED, Churn.TUNED));
        StreamTableEnvironment tables =
                tables(PythonUdf.test().stream().map(PythonFunctionIT::row).toList());
        PythonFunction.register(tables, model);
        Map<Long, Double> scores = new HashMap<>();
        rows(tables, "CustomerId, score")
                .forEach(row -> scores.put(row.getFieldAs(0), row.getFieldAs(1)));

        Scorer plain = Scorer.of(Churn.SCHEMA, model.pipeline());
        for (Example customer : PythonUdf.test()) {
            assertThat(scores.get(customer.key())).isCloseTo(plain.score(customer), within(1e-12));
        }
    }

    @Test
    void shouldGiveABadRowNoScoreAndTheOthersTheirs() throws Exception {
        Row good = row(PythonUdf.test().get(0));
        Row withoutCountry = row(PythonUdf.test().get(1));
        withoutCountry.setField(2, null);
        Row withoutAge = row(PythonUdf.test().get(2));
        withoutAge.setField(4, null);
        Row nanBalance = row(PythonUdf.test().get(3));
        nanBalance.setField(6, Double.NaN);
        StreamTableEnvironment tables =
                tables(List.of(withoutCountry, withoutAge, good, nanBalance));
        PythonFunction.register(tables, PythonUdf.trees());

        assertThat(rows(tables, "CustomerId, score"))
                .containsExactlyInAnyOrder(
                        Row.of(withoutCountry.getField(0), null),
                        Row.of(withoutAge.getField(0), null),
                        Row.of(good.getField(0), PythonUdf.expected()[0]),
                        Row.of(nanBalance.getField(0), null));
    }

    /** A model whose schema says what a missing value becomes takes NULL for one. */
    @Test
    void shouldTakeTheColumnsOfAnySchema() throws Exception {
        Schema schema =
                Schema.builder()
                        .category("the job, if any", Missing.as(Missing.Policy.CATEGORY))
                        .number(
                                "a `number`",
                                NumberRange.decimal(0, 10),
                                Missing.as(Missing.Policy.MEAN))
                        .build();
        FittedPipeline pipeline =
                SamplePipelines.of(
                        new FittedStage.StringIndexer(
                                List.of("the job, if any"),
                                List.of("index"),
                                List.of(List.of(Column.Category.MISSING, "cook")),
                                UnseenCategory.KEEP),
                        new FittedStage.Imputer(
                                List.of("a `number`"), List.of("imputed"), List.of(3.0)),
                        new FittedStage.VectorAssembler(
                                List.of("index", "imputed"), List.of(1, 1), "features"),
                        SamplePipelines.classifier(2));
        List<Row> values =
                List.of(Row.of("cook", 1.0), Row.of(null, 2.0), Row.of("cook", Double.NaN));
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.setParallelism(1);
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        tables.createTemporaryView(
                "people",
                environment.fromCollection(
                        values,
                        Types.ROW_NAMED(
                                schema.featureNames().toArray(String[]::new),
                                Types.STRING,
                                Types.DOUBLE)));
        byte[] content = new ObjectMapper().writeValueAsBytes(pipeline);
        PythonFunction.register(
                tables, ServedModel.ofFile("a pipeline", schema, ModelFormat.PIPELINE, content));

        List<Double> scores = new ArrayList<>();
        tables.executeSql("SELECT " + PythonFunction.call(schema) + " FROM people")
                .collect()
                .forEachRemaining(row -> scores.add(row.getFieldAs(0)));

        Scorer plain = Scorer.of(schema, pipeline);
        assertThat(scores)
                .containsExactlyInAnyOrder(
                        plain.score(
                                schema.example(Map.of("the job, if any", "cook", "a `number`", 1))),
                        plain.score(schema.example(Map.of("a `number`", 2))),
                        plain.score(schema.example(Map.of("the job, if any", "cook"))));
    }

    @Test
    void shouldPassOnPythonsError() throws Exception {
        StreamTableEnvironment tables = tables(List.of(row(PythonUdf.test().get(0))));
        PythonFunction.register(
                tables,
                PythonUdf.classifier("x.Age / {}['no such key']"),
                new PythonFunction.Execution(10, 10));

        assertThatThrownBy(() -> rows(tables, "score"))
                .satisfies(
                        failure ->
                                assertThat(PythonErrors.of(failure).orElseThrow())
                                        .hasMessageContainingAll(
                                                "Python failed: KeyError: 'no such key'",
                                                "score_function.py"));
    }

    private static StreamTableEnvironment tables(List<Row> customers) {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.setParallelism(2);
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        tables.createTemporaryView(
                "customers",
                environment
                        .fromCollection(customers, CUSTOMER)
                        .rebalance()
                        .map(row -> row, CUSTOMER));
        return tables;
    }

    private static List<Row> rows(StreamTableEnvironment tables, String columns) {
        List<Row> all = new ArrayList<>();
        tables.executeSql(
                        "SELECT %s FROM (SELECT CustomerId, %s AS score FROM customers)"
                                .formatted(columns, SCORE))
                .collect()
                .forEachRemaining(all::add);
        return all;
    }

    private static Row row(Example customer) {
        return Row.of(
                customer.key(),
                customer.number(0),
                customer.text(0),
                customer.text(1),
                customer.number(1),
                customer.number(2),
                customer.number(3),
                customer.number(4),
                customer.number(5),
                customer.number(6),
                customer.number(7));
    }
}
