package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table in notebook 11 has the figures of the README. */
class CostTableTest {
    private static final Pattern OURS =
            Pattern.compile("\\| `converged`, 1, 2, 4 subtasks[^|]*\\| (.*) s \\| (.*) s \\|.*MB");
    private static final Pattern OTHERS =
            Pattern.compile(
                    "\\| the same by (scikit-learn|Spark MLlib)[^|]*\\| (.*? s \\| .*? s) \\|");

    @Test
    void shouldHaveTheFiguresOfTheReadme() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String notebook = Files.readString(Path.of("notebooks/11-train-at-scale.ipynb"));
        Matcher ours = OURS.matcher(readme);
        Matcher others = OTHERS.matcher(readme);

        assertThat(ours.find()).isTrue();
        String[] wall = ours.group(1).split(", ");
        String[] cpu = ours.group(2).split(", ");
        assertThat(notebook)
                .contains(
                        "1 subtask | %s s | %s s |".formatted(wall[0], cpu[0]),
                        "2 subtasks | %s s | %s s |".formatted(wall[1], cpu[1]),
                        "4 subtasks | %s s | %s s |".formatted(wall[2], cpu[2]),
                        "takes %s s for all of it".formatted(wall[1]));
        assertThat(others.results())
                .hasSize(2)
                .allSatisfy(
                        each ->
                                assertThat(notebook)
                                        .containsPattern(
                                                Pattern.quote("| " + each.group(1))
                                                        + "[^|]*\\| "
                                                        + Pattern.quote(each.group(2))));
    }
}
