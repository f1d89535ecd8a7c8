package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.training.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot be used at all, given to each command that reads customers. */
class BadFileIT {
    private static final String ROW = "\n" + CustomerText.ANNA + "\n";

    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    @Test
    void shouldNameAMissingFile() throws Exception {
        allCommandsFail(
                directory.resolve("data.csv"),
                "data.csv does not exist",
                "check the path (absolute path /");
    }

    @Test
    void shouldNameADirectoryWithoutFiles() throws Exception {
        allCommandsFail(
                Files.createDirectory(directory.resolve("data.csv")),
                "data.csv is a directory without data files");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "'' @ data.csv is empty. Expected a header",
                "HEADER @ data.csv has a header and no rows",
                "HEADER\\n\\n@ data.csv has a header and no rows",
                "HEADER; ROW @ line 1: the fields look separated by ';'; write them with commas",
                "HEADER\\t ROW @ line 1: the fields look separated by a tab",
                "NAMES ROW @ line 1: the header is wrong: it has no column 'Tenure'",
                "ROW @ line 2: there is no header before the first row",
                "#remark\\nROW @ there is no header before the first row",
            })
    void shouldSayWhatIsWrongWithAFile(String form, String message) throws Exception {
        Path data = CustomerText.write(directory.resolve("data.csv"), text(form));

        allCommandsFail(data, message, "data.csv");
    }

    @Test
    void shouldSayThatABinaryFileHasNoHeader() throws Exception {
        byte[] bytes = new byte[100_000];
        new Random(3).nextBytes(bytes);
        bytes[0] = 'P';
        Path data = Files.write(directory.resolve("data.csv"), bytes);

        allCommandsFail(
                data, "data.csv, line 1: ", "Expected a header with the columns 'RowNumber,");
    }

    @Test
    void shouldSayThatALineOf5MegabytesIsNoHeader() throws Exception {
        Path data = CustomerText.write(directory.resolve("data.csv"), "x".repeat(5 << 20));

        allCommandsFail(data, "data.csv, line 1: ", "(5242880 characters)");
    }

    @Test
    void shouldOnlyScoreCustomersWithoutLabels() throws Exception {
        List<String> unlabelled =
                CustomerText.shipped(20).stream()
                        .map(line -> line.substring(0, line.lastIndexOf(',')))
                        .toList();
        Path data = CustomerText.write(directory.resolve("data.csv"), unlabelled);

        train(data).failsSaying("data.csv has no column 'Exited'");
        evaluate(data).failsSaying("data.csv has no column 'Exited'");
        score(data).succeeds();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 40})
    void shouldNotTrainOnTooFewRowsOrOneClass(int rows) throws Exception {
        List<String> lines = CustomerText.shipped(0);
        for (int i = 0; i < rows; i++) {
            lines.add(CustomerText.ANNA);
        }
        Path data = CustomerText.write(directory.resolve("data.csv"), lines);

        Cli.run("train", "--data", data, "--store", directory.resolve("empty"))
                .failsSaying(
                        "Training needs rows with both values of the label",
                        "training rows of " + data,
                        "Give it more data");
        assertThat(directory.resolve("empty")).doesNotExist();
        assertThat(evaluate(data).succeeds().json().get("rows").asInt()).isEqualTo(rows);
    }

    @Test
    void shouldNotTrainWithoutARowToMeasureWith() throws Exception {
        Path data = CustomerText.write(directory.resolve("data.csv"), CustomerText.shipped(4));

        Cli.run("train", "--data", data, "--store", models(), "--split", "hash", "--seed", 9)
                .failsSaying("data.csv", "Give it more data, or another split");
    }

    private String text(String form) {
        return form.replace("HEADER;", CustomerText.HEADER.replace(',', ';'))
                .replace("HEADER\\t", CustomerText.HEADER.replace(',', '\t'))
                .replace("HEADER", CustomerText.HEADER)
                .replace("NAMES", CustomerText.HEADER.replace("Tenure", "Tenur"))
                .replace("ROW", ROW)
                .replace("\\n", "\n");
    }

    private void allCommandsFail(Path data, String... message) throws Exception {
        train(data).failsSaying(message);
        evaluate(data).failsSaying(message);
        score(data).failsSaying(message);
        assertThat(models()).doesNotExist();
        assertThat(directory.resolve("scores.csv")).doesNotExist();
        assertThat(directory).isDirectoryNotContaining("glob:**partial");
    }

    private Cli train(Path data) {
        return Cli.run("train", "--data", data, "--store", models());
    }

    private Cli evaluate(Path data) throws Exception {
        return Cli.run("evaluate", "--data", data, "--store", trained(), "--json");
    }

    private Cli score(Path data) throws Exception {
        Path out = directory.resolve("scores.csv");
        return Cli.run("score", "--data", data, "--store", trained(), "--out", out);
    }

    private Path models() {
        return directory.resolve("models");
    }

    private static Path trained() throws Exception {
        return LAB.model(TestData.SHIPPED, Recipe.CONVERGED).directory().getParent();
    }
}
