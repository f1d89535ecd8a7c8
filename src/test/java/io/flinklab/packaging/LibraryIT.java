package io.flinklab.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.kit.ClassJar;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody gets who takes the module as a library, and no more. */
class LibraryIT {
    private static final FittedPipeline PIPELINE = SamplePipelines.tuned(UnseenCategory.KEEP);

    @TempDir Path directory;

    @Test
    void shouldScoreWithoutFlinkAndWithoutAServer() throws Exception {
        CallersProject project = CallersProject.in(directory);
        StoreFixture.publish(ModelStore.at(directory.resolve("models")), PIPELINE);

        List<Path> libraries = project.classPath();

        assertThat(libraries)
                .map(path -> path.getFileName().toString().replaceAll("-[0-9].*", ""))
                .containsExactlyInAnyOrder(
                        "flink-ml-lab",
                        "fastcsv",
                        "jackson-annotations",
                        "jackson-core",
                        "jackson-databind",
                        "jackson-datatype-jsr310",
                        "slf4j-api");
        List<Path> all = new ArrayList<>(libraries);
        all.add(ClassJar.write(directory, ScoreOneRow.class));
        String printed =
                project.run(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        all.stream()
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)),
                        ScoreOneRow.class.getName(),
                        directory.resolve("models/v000001").toString());
        assertThat(printed.lines().toList())
                .last()
                .isEqualTo(
                        Double.toString(Scorer.of(Churn.SCHEMA, PIPELINE).score(ScoreOneRow.ROW)));
    }
}
