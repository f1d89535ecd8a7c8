package io.flinklab.evaluation.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.evaluation.EvaluationException;
import io.flinklab.evaluation.Ranking;
import io.flinklab.lesson.EvaluatorComparison.Case;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.evaluation.binaryclassification.BinaryClassificationEvaluator;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class ExactBinaryClassificationEvaluatorIT {
    private static final String[] METRICS = {
        "areaUnderROC", "areaUnderPR", "ks", "areaUnderLorenz"
    };

    @Test
    void shouldEqualFlinkMlsEvaluatorWhereNoScoresAreTied() {
        List<Row> rows = Case.untied(400);

        Row ours = run(2, rows, new ExactBinaryClassificationEvaluator().setMetricsNames(METRICS));
        Row theirs = run(2, rows, new BinaryClassificationEvaluator().setMetricsNames(METRICS));

        for (String metric : METRICS) {
            assertThat(ours.<Double>getFieldAs(metric))
                    .as(metric)
                    .isCloseTo(theirs.<Double>getFieldAs(metric), within(1e-9));
        }
    }

    /** Flink ML ranks tied rows in the order in which they come; the truth is .743 in any order. */
    @Test
    void shouldBeRightOnTiedScoresWhereFlinkMlDependsOnRowOrder() {
        List<Row> positivesFirst = Case.tied();
        List<Row> negativesFirst = new ArrayList<>(positivesFirst);
        Collections.reverse(negativesFirst);

        assertThat(auroc(1, positivesFirst, new BinaryClassificationEvaluator()))
                .isCloseTo(0.816, within(1e-9));
        assertThat(auroc(1, negativesFirst, new BinaryClassificationEvaluator()))
                .isCloseTo(0.670, within(1e-9));
        assertThat(auroc(2, positivesFirst, new ExactBinaryClassificationEvaluator()))
                .isEqualTo(0.743);
        assertThat(auroc(2, negativesFirst, new ExactBinaryClassificationEvaluator()))
                .isEqualTo(0.743);
    }

    /** No score is tied, but Flink ML multiplies ranks, which are counts, with weights. */
    @Test
    void shouldBeRightWithWeightsWhereFlinkMlIsNot() {
        List<Row> rows = Case.untied(400);

        Row ours =
                run(
                        2,
                        rows,
                        new ExactBinaryClassificationEvaluator()
                                .setWeightCol("weight")
                                .setMetricsNames("areaUnderROC", "averagePrecision"));
        double theirs = auroc(1, rows, new BinaryClassificationEvaluator().setWeightCol("weight"));

        Ranking truth = Ranking.of(column(rows, 0), column(rows, 1), column(rows, 2));
        assertThat(ours.<Double>getFieldAs("areaUnderROC")).isEqualTo(truth.auroc());
        assertThat(ours.<Double>getFieldAs("averagePrecision")).isEqualTo(truth.averagePrecision());
        assertThat(theirs).isCloseTo(-0.245, within(0.001));
    }

    @Test
    void shouldReadVectorsAndWorkWithFewerRowsThanSubtasks() {
        StreamExecutionEnvironment env = environment(4);
        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        Table rows =
                tables.fromDataStream(
                        env.fromCollection(
                                List.of(
                                        Row.of(1, Vectors.dense(0.1, 0.9)),
                                        Row.of(0, Vectors.dense(0.9, 0.1))),
                                Types.ROW_NAMED(
                                        new String[] {"label", "rawPrediction"},
                                        Types.INT,
                                        DenseVectorTypeInfo.INSTANCE)));

        Row result = only(new ExactBinaryClassificationEvaluator().transform(rows)[0]);

        assertThat(result.getFieldNames(true)).containsExactly("areaUnderROC", "areaUnderPR");
        assertThat(result).isEqualTo(namedRow(1.0, 1.0));
    }

    @Test
    void shouldNameTheColumnThatIsMissing() {
        Table table = table(2, Case.untied(3));

        assertThatThrownBy(
                        () ->
                                new ExactBinaryClassificationEvaluator()
                                        .setLabelCol("Exited")
                                        .transform(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The evaluator reads column Exited;"
                                + " the table has [label, rawPrediction, weight].");
    }

    @Test
    void shouldFailTheJobOnALabelThatIsNotZeroOrOne() {
        List<Row> rows = List.of(Row.of(1.0, 0.5, 1.0), Row.of(3.0, 0.5, 1.0));

        assertThatThrownBy(() -> run(2, rows, new ExactBinaryClassificationEvaluator()))
                .hasRootCauseInstanceOf(EvaluationException.class)
                .rootCause()
                .hasMessageContaining("A label is 0 or 1; found 3.0");
    }

    @Test
    void shouldFailTheJobOnATableWithoutRows() {
        assertThatThrownBy(() -> run(2, List.of(), new ExactBinaryClassificationEvaluator()))
                .rootCause()
                .hasMessage("There is nothing to evaluate: expected 1 row or more.");
    }

    private static double auroc(int parallelism, List<Row> rows, AlgoOperator<?> evaluator) {
        return run(parallelism, rows, evaluator).getFieldAs("areaUnderROC");
    }

    private static Row run(int parallelism, List<Row> rows, AlgoOperator<?> evaluator) {
        return only(evaluator.transform(table(parallelism, rows))[0]);
    }

    private static Table table(int parallelism, List<Row> rows) {
        StreamExecutionEnvironment env = environment(parallelism);
        return StreamTableEnvironment.create(env)
                .fromDataStream(
                        env.fromCollection(
                                rows,
                                Types.ROW_NAMED(
                                        new String[] {"label", "rawPrediction", "weight"},
                                        Types.DOUBLE,
                                        Types.DOUBLE,
                                        Types.DOUBLE)));
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        return StreamExecutionEnvironment.createLocalEnvironment(parallelism);
    }

    private static Row only(Table table) {
        List<Row> rows = new ArrayList<>();
        table.execute().collect().forEachRemaining(rows::add);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static Row namedRow(double auroc, double areaUnderPr) {
        Row row = Row.withNames();
        row.setField("areaUnderROC", auroc);
        row.setField("areaUnderPR", areaUnderPr);
        return row;
    }

    private static double[] column(List<Row> rows, int position) {
        return rows.stream().mapToDouble(row -> row.<Double>getFieldAs(position)).toArray();
    }
}
