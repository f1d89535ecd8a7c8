package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.features.FittedStage;
import io.flinklab.features.Predictor;
import io.flinklab.features.UnseenCategory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.feature.bucketizer.Bucketizer;
import org.apache.flink.ml.feature.interaction.Interaction;
import org.apache.flink.ml.feature.normalizer.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedStageTest {
    @TempDir private Path directory;

    @Test
    void shouldReadABucketizer() throws Exception {
        Stage<?> stage =
                new Bucketizer()
                        .setInputCols("Age", "Tenure")
                        .setOutputCols("AgeBand", "TenureBand")
                        .setSplitsArray(new Double[][] {{18.0, 40.0, 120.0}, {0.0, 2.0, 5.0, 10.0}})
                        .setHandleInvalid("keep");

        assertThat(readBack(stage))
                .isEqualTo(
                        new FittedStage.Bucketizer(
                                List.of("Age", "Tenure"),
                                List.of("AgeBand", "TenureBand"),
                                List.of(List.of(18.0, 40.0, 120.0), List.of(0.0, 2.0, 5.0, 10.0)),
                                UnseenCategory.KEEP));
    }

    @Test
    void shouldReadEveryKindOfFittedStage() {
        assertThat(SavedStage.KINDS)
                .extracting(kind -> (Object) kind.fitted())
                .containsOnly(
                        Stream.of(FittedStage.class, Predictor.class)
                                .flatMap(type -> Stream.of(type.getPermittedSubclasses()))
                                .filter(type -> type != Predictor.class)
                                .toArray());
    }

    @Test
    void shouldReadAnInteraction() throws Exception {
        Stage<?> stage = new Interaction().setInputCols("Gender", "Age").setOutputCol("Both");

        assertThat(readBack(stage))
                .isEqualTo(new FittedStage.Interaction(List.of("Gender", "Age"), "Both"));
    }

    @Test
    void shouldSayWhatAnUnknownStageNeeds() {
        Stage<?> stage = new Normalizer().setInputCol("a").setOutputCol("b");

        assertThatThrownBy(() -> readBack(stage))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("org.apache.flink.ml.feature.normalizer.Normalizer")
                .hasMessageContaining("CONTRIBUTING.md");
    }

    private FittedStage readBack(Stage<?> stage) throws IOException {
        stage.save(directory.resolve("stage").toString());
        return SavedStage.read(directory.resolve("stage"));
    }
}
