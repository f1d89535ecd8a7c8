package io.flinklab.training.logistic;

import static io.flinklab.training.logistic.LogisticTables.ROWS;
import static io.flinklab.training.logistic.LogisticTables.modelData;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PenalizedLogisticRegressionIT {
    @TempDir private Path temporary;

    private static PenalizedLogisticRegression weighted() {
        return new PenalizedLogisticRegression().setReg(0.5).setWeightCol("weight");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void shouldEqualScikitLearnAtAnyParallelism(int parallelism) throws Exception {
        LogisticTables flink = new LogisticTables(parallelism);

        LogisticModelData model = modelData(weighted().fit(flink.table(ROWS)));

        Golden.synthetic("weights").assertEqualTo(model, 1e-10);
        assertThat(model)
                .usingRecursiveComparison()
                .isEqualTo(
                        PlainTraining.train(
                                ROWS, new Settings(0.5, 100, 1e-6, true, "none", "auto")));
    }

    @Test
    void shouldSaveInOneJobWhatTheDecoderReads() throws Exception {
        LogisticTables flink = new LogisticTables(2);
        Path path = temporary.resolve("model");

        flink.save(weighted().fit(flink.table(ROWS)), path);

        Golden.synthetic("weights").assertEqualTo(LogisticModelData.read(path), 1e-10);
        PenalizedLogisticRegressionModel loaded =
                PenalizedLogisticRegressionModel.load(flink.tables, path.toString());
        assertThat(modelData(loaded))
                .usingRecursiveComparison()
                .isEqualTo(LogisticModelData.read(path));
        assertThat(LogisticTables.collect(loaded.transform(flink.table(ROWS))[0]))
                .hasSize(500)
                .allSatisfy(row -> assertThat(row.getField("prediction")).isIn(0.0, 1.0));
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
    }
}
