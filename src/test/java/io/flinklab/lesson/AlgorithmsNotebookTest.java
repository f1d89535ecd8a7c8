package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds notebook 09's prose to its own outputs, which CI compares with those of a new run. */
class AlgorithmsNotebookTest {
    private static final Path NOTEBOOK = Path.of("notebooks/09-algorithms.ipynb");
    private static final Path STAGES = Path.of("notebooks/flink-ml-2.3.0.md");

    private static final Pattern LINK = Pattern.compile("\\]\\([^)]*\\)");
    private static final Pattern VERSION = Pattern.compile("Flink 1\\.18");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    /** With decimals, or with separators of thousands. */
    private static final Pattern NUMBER =
            Pattern.compile("-?\\b\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|-?\\b\\d+\\.\\d+");

    private static JsonNode cells;

    @BeforeAll
    static void read() throws IOException {
        cells = new ObjectMapper().readTree(NOTEBOOK.toFile()).get("cells");
    }

    @Test
    void shouldTakeTheNumbersOfItsProseFromItsOutputsAndCode() {
        String shown = code() + outputs();

        List<String> numbers =
                Pattern.compile("\n\n")
                        .splitAsStream(prose())
                        .flatMap(text -> NUMBER.matcher(text).results().map(MatchResult::group))
                        .map(number -> number.replace(",", ""))
                        .distinct()
                        .toList();

        assertThat(numbers).hasSizeGreaterThan(10).allSatisfy(n -> assertThat(shown).contains(n));
    }

    @Test
    void shouldRunEveryStageOfFlinkMl() throws IOException {
        String code = code();

        List<String> stages =
                Files.readString(STAGES)
                        .lines()
                        .takeWhile(line -> !line.equals("## Errata"))
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.substring(3, line.indexOf('`', 3)))
                        .toList();

        assertThat(stages)
                .hasSize(49)
                .filteredOn(stage -> !stage.equals("Graph"))
                .allSatisfy(stage -> assertThat(code).contains("new " + stage + "("));
        assertThat(code).contains("new GraphBuilder()");
    }

    private static String prose() {
        String prose = text("markdown", cell -> joined(cell.get("source")));
        for (Pattern left : List.of(LINK, VERSION, CODE)) {
            prose = left.matcher(prose).replaceAll("");
        }
        return prose;
    }

    private static String code() {
        return text("code", cell -> joined(cell.get("source")));
    }

    private static String outputs() {
        return text(
                "code",
                cell ->
                        StreamSupport.stream(cell.get("outputs").spliterator(), false)
                                .map(
                                        output ->
                                                joined(output.path("text"))
                                                        + joined(
                                                                output.path("data")
                                                                        .path("text/plain")))
                                .collect(Collectors.joining("\n")));
    }

    private static String text(String type, Function<JsonNode, String> part) {
        return StreamSupport.stream(cells.spliterator(), false)
                .filter(cell -> cell.get("cell_type").asText().equals(type))
                .map(part)
                .collect(Collectors.joining("\n\n"));
    }

    private static String joined(JsonNode lines) {
        return lines.isTextual()
                ? lines.asText()
                : StreamSupport.stream(lines.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining());
    }
}
