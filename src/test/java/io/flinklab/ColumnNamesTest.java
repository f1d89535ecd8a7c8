package io.flinklab;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The module takes any table: only two rooms know that of the course. */
class ColumnNamesTest {
    private static final Path MAIN = Path.of("src/main");
    private static final List<Path> ROOMS_OF_THE_COURSE =
            Stream.of("churn", "lesson")
                    .flatMap(
                            room ->
                                    Stream.of("java", "resources")
                                            .map(kind -> Path.of(kind, "io/flinklab", room)))
                    .toList();

    /** In code, in texts and in comments. */
    @Test
    void nothingElseNamesAColumnOfTheCoursesTable() throws IOException {
        Pattern column =
                Pattern.compile(
                        Churn.SCHEMA.names().stream()
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|", "\\b(", ")\\b")));
        try (Stream<Path> files = Files.walk(MAIN)) {
            List<String> found =
                    files.filter(Files::isRegularFile)
                            .filter(ColumnNamesTest::isOfAnyTable)
                            .flatMap(file -> lines(file, column))
                            .toList();

            assertThat(found).isEmpty();
        }
    }

    private static boolean isOfAnyTable(Path file) {
        Path inMain = MAIN.relativize(file);
        return ROOMS_OF_THE_COURSE.stream().noneMatch(inMain::startsWith);
    }

    private static Stream<String> lines(Path file, Pattern pattern) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> pattern.matcher(line).find())
                    .map(line -> file + ": " + line.strip());
        } catch (IOException e) {
            throw new IllegalStateException(file + " is no text", e);
        }
    }
}
