package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.flink.ml.feature.maxabsscaler.MaxAbsScaler;
import org.apache.flink.ml.feature.maxabsscaler.MaxAbsScalerModel;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Erratum(
        stages = {},
        defect =
                "a model whose path has a space, a % or a # is saved to two "
                        + "directories: the options to the path's URI form, the model to the path",
        cure = "such a model is saved elsewhere and copied (`TrainingJob`)")
class SavedToTwoPlacesIT {
    @TempDir private Path directory;

    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlSavesToTwoDirectories() throws Exception {
        Table table = tEnv.fromDataStream(env.fromElements(Vectors.dense(1)));
        MaxAbsScalerModel model = new MaxAbsScaler().setInputCol("f0").fit(table);

        model.save(directory.resolve("my model").toString());
        env.execute();

        assertThat(directory.resolve("my model")).isDirectoryContaining("glob:**/data");
        assertThat(directory.resolve("my%20model")).isDirectoryContaining("glob:**/metadata");
    }
}
