package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.flinkml.PublicStages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.ml.api.AlgoOperator;
import org.junit.jupiter.api.Test;

/** The list of the stages that can be scored, against those that Flink ML has. */
class KnownStagesTest {
    private static final List<String> NAMES =
            SavedStage.KINDS.stream().map(SavedStage.Kind::name).distinct().toList();

    @Test
    void shouldKnowOrRefuseInWordsEveryStageOfFlinkMl() throws Exception {
        List<Class<?>> fitted =
                PublicStages.find().stream().filter(AlgoOperator.class::isAssignableFrom).toList();
        Set<Class<?>> known =
                SavedStage.KINDS.stream().map(SavedStage.Kind::saved).collect(Collectors.toSet());

        assertThat(fitted).hasSizeGreaterThan(40);
        for (Class<?> stage : fitted) {
            if (known.contains(stage)) {
                assertThat(SavedStage.kind(stage).saved()).isEqualTo(stage);
            } else {
                assertThatThrownBy(() -> SavedStage.kind(stage))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContainingAll(stage.getName(), NAMES.toString());
            }
        }
        assertThat(fitted.stream().filter(known::contains).count()).isEqualTo(15);
    }

    @Test
    void shouldBeNamedInTheReadme() throws Exception {
        String readme = Files.readString(Path.of("README.md")).replaceAll("\\s+", " ");

        assertThat(readme)
                .contains(
                        NAMES.stream()
                                .map(name -> "`" + name + "`")
                                .collect(Collectors.joining(", ")));
    }
}
