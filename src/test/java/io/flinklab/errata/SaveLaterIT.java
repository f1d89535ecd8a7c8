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
                "`save` of a model writes its options and no model: the model is "
                        + "written when the caller runs the job, and a caller who forgets that "
                        + "has a directory that looks whole",
        cure = "a model directory is published in one step, when all of it was read back")
class SaveLaterIT {
    @TempDir private Path directory;

    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlWritesTheModelOnlyWhenAJobRuns() throws Exception {
        Path saved = directory.resolve("model");
        Table table = tEnv.fromDataStream(env.fromElements(Vectors.dense(1)));
        MaxAbsScalerModel model = new MaxAbsScaler().setInputCol("f0").fit(table);

        model.save(saved.toString());

        assertThat(saved.resolve("metadata")).isRegularFile();
        assertThat(saved.resolve("data")).doesNotExist();
        env.execute();
        assertThat(saved.resolve("data")).isNotEmptyDirectory();
    }
}
