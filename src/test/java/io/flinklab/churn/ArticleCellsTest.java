package io.flinklab.churn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Holds notebook 00 and the README to the program: the same statements, in the same order. */
class ArticleCellsTest {
    private static final Path PROGRAM = Path.of("src/main/java/io/flinklab/churn/Article.java");
    private static final Path NOTEBOOK = Path.of("notebooks/00-the-article.ipynb");

    private static final Pattern COMMENT = Pattern.compile("(?m)(?<!:)//.*$");

    /** What cells hold besides the program, without spaces. */
    private static final Pattern DISPLAY =
            Pattern.compile(
                    "(?s)import.*|(table|rows|JobGraphPicture|Contents)[.(].*"
                            + "|var(dataFile|modelPath|parallelism|look)=.*"
                            + "|trainData\\.limit\\(3\\).*|.*RestOptions\\.PORT.*");

    @Test
    void shouldRunTheStatementsOfTheProgramInItsOrderAndOnlyDisplayBesides() throws IOException {
        List<String> program = statements(body(Files.readString(PROGRAM)));
        List<String> cells = new ArrayList<>();
        for (String cell : cells()) {
            cells.addAll(statements(cell));
        }

        int next = 0;
        for (String statement : cells) {
            if (next < program.size() && statement.equals(program.get(next))) {
                next++;
            } else if (next < program.size()) {
                assertThat(statement).as("before " + program.get(next)).matches(DISPLAY);
            }
        }
        assertThat(next).as("the cells run the program to its end").isEqualTo(program.size());
        assertThat(program).hasSizeGreaterThan(50);
    }

    @Test
    void shouldUseNothingOfTheProjectInTheProgramButTheDisplay() throws IOException {
        List<String> cells = cells();
        int recovery = indexOf(cells, "RowRecovery");

        assertThat(cells.subList(0, recovery))
                .flatMap(cell -> cell.lines().toList())
                .filteredOn(line -> line.contains("io.flinklab"))
                .allMatch(line -> line.contains("io.flinklab.notebook."));
    }

    @Test
    void shouldShowStatementsOfTheProgramInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String mark = "<!-- the article's program: held by ArticleCellsTest -->\n```java\n";
        int from = readme.indexOf(mark) + mark.length();

        List<String> shown = statements(readme.substring(from, readme.indexOf("```", from)));

        List<String> program = statements(body(Files.readString(PROGRAM)));
        assertThat(program).containsSubsequence(shown);
        assertThat(shown).hasSizeGreaterThan(20);
    }

    private static List<String> cells() throws IOException {
        JsonNode notebook = new ObjectMapper().readTree(NOTEBOOK.toFile());
        return StreamSupport.stream(notebook.get("cells").spliterator(), false)
                .filter(cell -> cell.get("cell_type").asText().equals("code"))
                .map(cell -> source(cell.get("source")))
                .toList();
    }

    private static String source(JsonNode source) {
        StringBuilder text = new StringBuilder();
        source.forEach(line -> text.append(line.asText()));
        return source.isTextual() ? source.asText() : text.toString();
    }

    private static int indexOf(List<String> cells, String word) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).contains(word)) {
                return i;
            }
        }
        throw new AssertionError("No cell with " + word);
    }

    /** What stands in the braces of the method that is the program. */
    private static String body(String source) {
        int from = source.indexOf('{', source.indexOf("void run("));
        return source.substring(from + 1, source.lastIndexOf('}', source.lastIndexOf('}') - 1));
    }

    /** Statements without comments and spaces; the last one may be an expression of a cell. */
    private static List<String> statements(String source) {
        String code = COMMENT.matcher(source).replaceAll("").replaceAll("\\s+", "");
        List<String> statements = new ArrayList<>();
        int depth = 0;
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            quoted ^= c == '"';
            depth += quoted ? 0 : "({[".indexOf(c) >= 0 ? 1 : ")}]".indexOf(c) >= 0 ? -1 : 0;
            boolean block = c == '}' && code.startsWith("for(", from);
            if (!quoted && depth == 0 && (c == ';' || block)) {
                statements.add(code.substring(from, i + 1));
                from = i + 1;
            }
        }
        if (from < code.length()) {
            statements.add(code.substring(from));
        }
        return statements;
    }
}
