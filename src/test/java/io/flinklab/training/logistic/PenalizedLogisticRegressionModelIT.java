package io.flinklab.training.logistic;

import static io.flinklab.training.logistic.LogisticTables.ROWS;
import static io.flinklab.training.logistic.LogisticTables.collect;
import static io.flinklab.training.logistic.LogisticTables.modelData;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.builder.Pipeline;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.table.api.Table;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PenalizedLogisticRegressionModelIT {
    private static final LogisticModelData MODEL =
            PlainTraining.train(ROWS, PlainTraining.settings(0.5));

    @TempDir private Path temporary;
    private final LogisticTables flink = new LogisticTables(2);

    private static PenalizedLogisticRegression weighted() {
        return new PenalizedLogisticRegression().setReg(0.5).setWeightCol("weight");
    }

    /** Features of zeros but for the first. */
    private Table points(double... first) {
        List<Row> rows = new ArrayList<>();
        for (double x : first) {
            rows.add(Row.of(Vectors.dense(x, 0, 0, 0, 0, 0), x, 1.0));
            rows.add(Row.of(Vectors.sparse(6, new int[] {0}, new double[] {x}), x, 2.0));
        }
        return flink.rows(rows, Types.DOUBLE, Types.DOUBLE);
    }

    private static void assertPredictions(Table predictions) {
        double border = -MODEL.intercept / MODEL.coefficients[0];
        List<Row> rows = collect(predictions);
        assertThat(rows).hasSize(6);
        for (Row row : rows) {
            double x = (Double) row.getField("label");
            double logOdds = MODEL.intercept + MODEL.coefficients[0] * x;
            double expected = 1 / (1 + Math.exp(-logOdds));
            DenseVector raw = (DenseVector) row.getField("rawPrediction");
            assertThat(row.getField("prediction")).isEqualTo(x >= border ? 1.0 : 0.0);
            assertThat(raw.values)
                    .containsExactly(new double[] {1 - expected, expected}, within(0.0));
        }
    }

    @Test
    void shouldAddPredictionAndRawPrediction() {
        PenalizedLogisticRegressionModel model =
                weighted()
                        .setPredictionCol("leaves")
                        .setRawPredictionCol("scores")
                        .fit(flink.table(ROWS));

        Table output = model.transform(points(1))[0];

        assertThat(output.getResolvedSchema().getColumnNames())
                .containsExactly("features", "label", "weight", "leaves", "scores");
        assertThat(output.getResolvedSchema().getColumnDataTypes().get(3).toString())
                .isEqualTo("DOUBLE");
    }

    @Test
    void shouldPredictDenseAndSparseVectors() {
        assertPredictions(weighted().fit(flink.table(ROWS)).transform(points(-4, 0, 4))[0]);
    }

    @Test
    void shouldPredictTheSameAfterSaveAndLoad() throws Exception {
        Path path = temporary.resolve("model");
        flink.save(weighted().fit(flink.table(ROWS)), path);

        PenalizedLogisticRegressionModel loaded =
                PenalizedLogisticRegressionModel.load(flink.tables, path.toString());

        assertPredictions(loaded.transform(points(-4, 0, 4))[0]);
        assertThat(loaded.trainingSteps()).isEmpty();
    }

    @Test
    void shouldReadSavedModelDataWithoutAJob() throws Exception {
        Path path = temporary.resolve("model");
        flink.save(weighted().fit(flink.table(ROWS)), path);

        LogisticModelData data = LogisticModelData.read(path);

        assertThat(data).usingRecursiveComparison().isEqualTo(MODEL);
    }

    @Test
    void shouldSaveAndLoadAsAStageOfAPipeline() throws Exception {
        Path path = temporary.resolve("pipeline");
        PipelineModel fitted = new Pipeline(List.<Stage<?>>of(weighted())).fit(flink.table(ROWS));
        fitted.save(path.toString());
        flink.env.execute("train and save");

        PipelineModel loaded = PipelineModel.load(flink.tables, path.toString());

        assertPredictions(loaded.transform(points(-4, 0, 4))[0]);
    }

    @Test
    void shouldTakeAnotherModelsData() throws Exception {
        PenalizedLogisticRegressionModel model = weighted().fit(flink.table(ROWS));

        PenalizedLogisticRegressionModel other =
                new PenalizedLogisticRegressionModel().setModelData(model.getModelData());

        assertThat(modelData(other)).usingRecursiveComparison().isEqualTo(MODEL);
        assertThat(model.getModelData()[0].getResolvedSchema().getColumnNames())
                .contains("coefficients", "intercept", "standardErrors", "objectives");
        assertPredictions(other.transform(points(-4, 0, 4))[0]);
    }

    @Test
    void shouldRefuseVectorsOfAnotherSize() {
        Table oneFeature =
                flink.rows(List.of(Row.of(Vectors.dense(1), 1.0, 1.0)), Types.DOUBLE, Types.DOUBLE);
        Table output = weighted().fit(flink.table(ROWS)).transform(oneFeature)[0];

        assertThatThrownBy(() -> collect(output))
                .hasStackTraceContaining("6 coefficients; found a vector of size 1");
    }

    @Test
    void shouldSayThatModelDataIsMissing() {
        PenalizedLogisticRegressionModel model = new PenalizedLogisticRegressionModel();

        assertThatThrownBy(() -> model.transform(points(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("setModelData");
    }
}
