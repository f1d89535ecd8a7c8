package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page beside notebook 7 has the notebook's figures. */
class LearnOnlinePageTest {
    private static List<String> page;
    private static List<String> shown;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readAllLines(Path.of("notebooks/online.md"));
        JsonNode notebook =
                new ObjectMapper().readTree(Path.of("notebooks/07-learn-online.ipynb").toFile());
        shown = new ArrayList<>();
        for (JsonNode text : notebook.findValues("text/plain")) {
            text.forEach(line -> shown.add(line.asText().strip().replaceAll(" +", " ")));
        }
    }

    @Test
    void shouldHaveTheThreeModelsOfTheNotebook() {
        List<List<String>> rows =
                page.stream()
                        .filter(line -> line.matches("\\| \\d\\d,000 \\|.*"))
                        .map(LearnOnlinePageTest::cells)
                        .toList();

        assertThat(rows).hasSize(7);
        for (List<String> row : rows) {
            boolean retrained = Integer.parseInt(row.get(0)) > 25_000;
            assertThat(shown).contains(String.join(" ", row.subList(0, retrained ? 4 : 3)));
            if (!retrained) {
                assertThat(row.get(3)).isEqualTo(row.get(1));
            }
        }
    }

    @Test
    void shouldHaveTheWindowsOfTheNotebook() {
        int at =
                page.indexOf(
                        page.stream()
                                .filter(l -> l.startsWith("| rows before"))
                                .findAny()
                                .orElseThrow());
        List<String> lengths = cells(page.get(at));
        List<String> aurocs = cells(page.get(at + 2));

        assertThat(lengths).hasSize(6);
        for (int i = 1; i < lengths.size(); i++) {
            assertThat(shown).contains(lengths.get(i) + " " + aurocs.get(i));
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|"))
                .map(cell -> cell.strip().replace(",", ""))
                .toList();
    }
}
