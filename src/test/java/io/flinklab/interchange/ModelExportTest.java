package io.flinklab.interchange;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.Predictor;
import io.flinklab.features.SamplePipelines;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelExportTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"ONNX", "PMML", "TORCHSCRIPT"})
    void shouldSayWhichStageAFormatHasNoFormFor(ModelFormat format) {
        refused(SamplePipelines.naiveBayes(), format, "Cannot write a NaiveBayes as " + format);
        refused(
                SamplePipelines.segments(Predictor.KMeans.Distance.EUCLIDEAN),
                format,
                "Cannot write a KMeans as " + format);
        refused(SamplePipelines.hashed(8), format, "Cannot write a FeatureHasher as " + format);
        refused(
                SamplePipelines.of(
                        new FittedStage.VectorAssembler(List.of("Age"), List.of(1), "ages"),
                        new FittedStage.KBinsDiscretizer(
                                "ages", "features", List.of(List.of(18.0, 40.0, 80.0))),
                        SamplePipelines.classifier(1)),
                format,
                "Cannot write a KBinsDiscretizer as " + format);
    }

    private void refused(FittedPipeline pipeline, ModelFormat format, String message) {
        ServedModel model =
                ServedModel.of(StoreFixture.publish(ModelStore.at(directory), pipeline));

        assertThatThrownBy(() -> ModelExport.of(model, format))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("expected a LogisticRegression or a LinearSVC");
    }
}
