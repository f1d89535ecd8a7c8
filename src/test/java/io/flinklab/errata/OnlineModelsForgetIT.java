package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.classification.logisticregression.OnlineLogisticRegression;
import org.apache.flink.ml.classification.logisticregression.OnlineLogisticRegressionModel;
import org.apache.flink.ml.clustering.kmeans.OnlineKMeans;
import org.apache.flink.ml.clustering.kmeans.OnlineKMeansModel;
import org.apache.flink.ml.feature.standardscaler.OnlineStandardScaler;
import org.apache.flink.ml.feature.standardscaler.OnlineStandardScalerModel;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Erratum(
        stages = {OnlineLogisticRegression.class, OnlineKMeans.class, OnlineStandardScaler.class},
        defect =
                "its model is saved without model data, and what is loaded fails with "
                        + "`NullPointerException`",
        cure = "set the model data again after loading")
class OnlineModelsForgetIT {
    @TempDir private Path directory;

    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    static Stream<Model<?>> models() {
        return Stream.of(
                new OnlineLogisticRegressionModel(),
                new OnlineKMeansModel(),
                new OnlineStandardScalerModel());
    }

    @ParameterizedTest
    @MethodSource("models")
    void flinkMlSavesNoModelData(Model<?> model) throws Exception {
        Table table =
                tEnv.fromDataStream(env.fromElements(Row.of(Vectors.dense(1)))).as("features");
        String path = directory.resolve("model").toString();
        model.save(path);

        Model<?> loaded = (Model<?>) ReadWriteUtils.loadStage(tEnv, path);

        assertThat(loaded.getModelData()).containsOnlyNulls();
        assertThatThrownBy(() -> loaded.transform(table)).isInstanceOf(NullPointerException.class);
    }
}
