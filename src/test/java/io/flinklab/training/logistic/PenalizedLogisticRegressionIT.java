package io.flinklab.training.logistic;

import static io.flinklab.training.logistic.LogisticTables.ROWS;
import static io.flinklab.training.logistic.LogisticTables.denseVector;
import static io.flinklab.training.logistic.LogisticTables.modelData;
import static io.flinklab.training.logistic.LogisticTables.sparseVector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PenalizedLogisticRegressionIT {
    private static final List<WeightedRow> FOUR_ROWS = SyntheticRows.of(4, 1, 6);

    private static PenalizedLogisticRegression weighted() {
        return new PenalizedLogisticRegression().setReg(0.5).setWeightCol("weight");
    }

    private static void assertSame(LogisticModelData actual, LogisticModelData expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void shouldTrainTheSameModelAtAnyParallelismEachTime(int parallelism) throws Exception {
        Settings settings = new Settings(0.5, 100, 1e-6, true, "none", "auto");
        LogisticModelData expected = PlainTraining.train(ROWS, settings);

        for (int run = 0; run < 3; run++) {
            LogisticTables flink = new LogisticTables(parallelism);
            LogisticModelData model = modelData(weighted().fit(flink.table(ROWS)));

            assertSame(model, expected);
        }
        Golden.synthetic("weights").assertEqualTo(expected, 1e-10);
    }

    @Test
    void shouldGiveOutEachStepWhileItTrains() throws Exception {
        LogisticTables flink = new LogisticTables(2);
        PenalizedLogisticRegressionModel model = weighted().fit(flink.table(ROWS));

        List<TrainingStep> steps =
                model.trainingSteps().orElseThrow().executeAndCollect("steps", 100);

        LogisticModelData expected = modelData(model);
        assertThat(steps.stream().mapToDouble(step -> step.objective).toArray())
                .containsExactly(expected.objectives);
        assertThat(steps.stream().mapToDouble(step -> step.gradientNorm).toArray())
                .containsExactly(expected.gradientNorms);
        assertThat(steps.get(steps.size() - 1).iteration).isEqualTo(expected.iterations);
    }

    @Test
    void shouldTrainTheSameModelOnSparseVectors() throws Exception {
        LogisticTables flink = new LogisticTables(2);
        List<Row> sparse = new ArrayList<>();
        ROWS.forEach(row -> sparse.add(Row.of(sparseVector(row), row.label, row.weight)));

        LogisticModelData model =
                modelData(weighted().fit(flink.rows(sparse, Types.DOUBLE, Types.DOUBLE)));

        Golden.synthetic("weights").assertEqualTo(model, 1e-10);
    }

    static Stream<Arguments> numberTypes() {
        return Stream.of(
                Arguments.of(Types.INT, (DoubleFunction<Object>) x -> (int) x),
                Arguments.of(Types.LONG, (DoubleFunction<Object>) x -> (long) x),
                Arguments.of(Types.FLOAT, (DoubleFunction<Object>) x -> (float) x),
                Arguments.of(Types.BYTE, (DoubleFunction<Object>) x -> (byte) x),
                Arguments.of(Types.BIG_DEC, (DoubleFunction<Object>) BigDecimal::valueOf));
    }

    @ParameterizedTest
    @MethodSource("numberTypes")
    void shouldTakeLabelsAndWeightsOfAnyNumberType(
            TypeInformation<?> type, DoubleFunction<Object> number) throws Exception {
        LogisticTables flink = new LogisticTables(1);
        List<Row> rows = new ArrayList<>();
        ROWS.forEach(
                row ->
                        rows.add(
                                Row.of(
                                        denseVector(row),
                                        number.apply(row.label),
                                        number.apply(1))));

        LogisticModelData model =
                modelData(weighted().setReg(1.0).fit(flink.rows(rows, type, type)));

        Golden.synthetic("plain").assertEqualTo(model, 1e-10);
    }

    @Test
    void shouldTrainOnMoreSubtasksThanRows() throws Exception {
        LogisticTables flink = new LogisticTables(20);

        LogisticModelData model =
                modelData(
                        new PenalizedLogisticRegression().setReg(1.0).fit(flink.table(FOUR_ROWS)));

        assertSame(model, PlainTraining.train(FOUR_ROWS, PlainTraining.DEFAULTS));
    }

    @Test
    void shouldPassItsParamsOn() throws Exception {
        LogisticTables flink = new LogisticTables(1);
        PenalizedLogisticRegression estimator =
                new PenalizedLogisticRegression()
                        .setReg(10.0)
                        .setFitIntercept(false)
                        .setTol(1e-10)
                        .setSolver("lbfgs");

        LogisticModelData model = modelData(estimator.fit(flink.table(ROWS)));
        LogisticModelData cut = modelData(estimator.setMaxIter(2).fit(flink.table(ROWS)));

        Golden.synthetic("noIntercept").assertEqualTo(model, 1e-8);
        assertThat(cut.iterations).isEqualTo(2);
        assertThat(cut.converged).isFalse();
    }

    @Test
    void shouldWeighLabelsAsAsked() throws Exception {
        LogisticTables flink = new LogisticTables(2);

        LogisticModelData model =
                modelData(
                        new PenalizedLogisticRegression()
                                .setReg(1.0)
                                .setClassWeights("1,4")
                                .fit(flink.table(ROWS)));

        assertThat(model.coefficients)
                .containsExactly(Golden.synthetic("classWeights").coefficients(), within(1e-10));
    }
}
