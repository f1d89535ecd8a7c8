package io.flinklab.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.flinklab.churn.Churn;
import io.flinklab.data.DataException;
import io.flinklab.training.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
    private static final Search SEARCH = search("reg=0.1,1", SearchOptions.DEFAULT);
    private static final String DATA = "ab".repeat(32);

    @TempDir Path directory;
    private Path file;

    @BeforeEach
    void fill() {
        file = directory.resolve("search.jsonl");
        try (Ledger ledger = Ledger.open(file, SEARCH, DATA)) {
            ledger.add(UnitResult.of(1, 1, 0.1 + 0.2));
            ledger.add(UnitResult.failed(2, 1, "Training needs rows of both labels"));
        }
    }

    @Test
    void shouldGiveBackItsResultsToTheBit() {
        try (Ledger ledger = Ledger.open(file, SEARCH, DATA)) {
            assertThat(ledger.results())
                    .extracting(each -> each.candidate, each -> each.value, each -> each.failure)
                    .containsExactly(
                            tuple(1, 0.1 + 0.2, ""),
                            tuple(2, Double.NaN, "Training needs rows of both labels"));
            assertThat(SEARCH.missing(ledger.results())).hasSize(8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"candidate\":1,\"fo", "{", "{\"candidate\":1,\"fold\":2,\"value\":1"})
    void shouldDropALastLineWithoutAnEnd(String torn) throws IOException {
        Files.writeString(file, torn, StandardOpenOption.APPEND);

        try (Ledger ledger = Ledger.open(file, SEARCH, DATA)) {
            assertThat(ledger.size()).isEqualTo(2);
            ledger.add(UnitResult.of(1, 2, .5));
        }

        assertThat(Files.readString(file))
                .endsWith("\n{\"candidate\":1,\"fold\":2,\"value\":0.5}\n");
        assertThat(file).content().hasLineCount(4);
    }

    @Test
    void shouldBeginAnewWhereTheFirstLineIsTorn() throws IOException {
        Files.writeString(file, Files.readString(file).substring(0, 30));

        try (Ledger ledger = Ledger.open(file, SEARCH, DATA)) {
            assertThat(ledger.size()).isZero();
        }
        assertThat(file).content().hasLineCount(1);
    }

    @Test
    void shouldTakeAResultThatIsThereTwiceOnce() throws IOException {
        Files.writeString(
                file, "{\"candidate\":1,\"fold\":1,\"value\":9}\n", StandardOpenOption.APPEND);

        try (Ledger ledger = Ledger.open(file, SEARCH, DATA)) {
            assertThat(ledger.results()).extracting(each -> each.candidate).containsExactly(1, 2);
        }
    }

    @Test
    void shouldRefuseTheLedgerOfAnotherSearch() {
        refuses(SEARCH, "cd".repeat(32), "another search: expected data \"cdcd", "found \"abab");
        refuses(
                search("reg=0.1,2", SearchOptions.DEFAULT),
                DATA,
                "expected candidates",
                "\"reg\":2.0");
        refuses(
                search("reg=0.1,1", SearchOptions.DEFAULT.withFolds(3)),
                DATA,
                "expected folds 3; found 5");
        refuses(
                search("reg=0.1,1", SearchOptions.DEFAULT.withMetric(Metric.BRIER)),
                DATA,
                "expected metric \"brier\"; found \"auroc\"");
    }

    /** What is chosen, and on how many subtasks, does not change the results. */
    @Test
    void shouldServeAnotherChoiceAmongTheSameResults() {
        Search other =
                search(
                        "reg=0.1,1",
                        SearchOptions.DEFAULT
                                .withChoice(Choice.ONE_STANDARD_ERROR)
                                .withParallelism(3));

        try (Ledger ledger = Ledger.open(file, other, DATA)) {
            assertThat(ledger.size()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no ledger", "no ledger\n", "{}\n", "{\"search\":3}\n", "[]\n", "\n\n"})
    void shouldRefuseAnotherFileAndLeaveItAsItIs(String content) throws IOException {
        Files.writeString(file, content);

        assertThatThrownBy(() -> Ledger.open(file, SEARCH, DATA))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(file.toString(), "expected", "found", "another file");
        assertThat(file).content().isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"candidate\":3,\"fold\":1,\"value\":1}",
                "{\"candidate\":1,\"fold\":6,\"value\":1}",
                "{\"candidate\":1,\"fold\":1}",
                "{\"candidate\":1,\"fold\":1,\"value\":\"NaN\"}",
                "x"
            })
    void shouldNameALineThatIsNoResult(String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND);

        refuses(SEARCH, DATA, "search.jsonl, line 4: expected a search's ledger");
    }

    @Test
    void shouldServeOneSearchAtATime() {
        try (Ledger ledger = Ledger.open(file, SEARCH, DATA)) {
            assertThat(ledger.size()).isEqualTo(2);
            refuses(SEARCH, DATA, "in use by another search");
        }
    }

    /** Reading a pipe or a terminal would wait for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"/dev/null", "/dev/zero", "/"})
    void shouldRefuseWhatIsNoFile(String path) {
        file = Path.of(path);

        refuses(SEARCH, DATA, "Expected a file for the search's ledger; found " + path);
    }

    @Test
    void shouldSayThatAFileCannotBeWritten() {
        file = directory.resolve("nowhere/search.jsonl");

        refuses(SEARCH, DATA, "nowhere/search.jsonl cannot be written");
    }

    private void refuses(Search search, String data, String... message) {
        assertThatThrownBy(() -> Ledger.open(file, search, data))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(message);
    }

    private static Search search(String space, SearchOptions options) {
        return new Search(
                Recipe.CONVERGED,
                Churn.SCHEMA,
                SearchSpace.parse(List.of(space)).candidates(Recipe.CONVERGED, null, 42),
                options);
    }
}
