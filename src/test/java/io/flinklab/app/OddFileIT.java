package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that look unusual and are good: scored as the plain file is. */
class OddFileIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;
    private List<String> lines;
    private List<String> expected;

    @BeforeEach
    void scoreThePlainFile() throws Exception {
        lines = CustomerText.shipped(40);
        expected = score(String.join("\n", lines));
    }

    @Test
    void shouldReadAByteOrderMark() throws Exception {
        assertThat(score("\uFEFF" + String.join("\n", lines))).isEqualTo(expected);
    }

    @Test
    void shouldReadWindowsLineEnds() throws Exception {
        assertThat(score(String.join("\r\n", lines) + "\r\n")).isEqualTo(expected);
    }

    @Test
    void shouldReadAHeaderBehindAHash() throws Exception {
        assertThat(score("#" + String.join("\n", lines))).isEqualTo(expected);
    }

    @Test
    void shouldPassOverCommentsAndBlankLines() throws Exception {
        assertThat(score("# a remark\n\n" + String.join("\n# another\n\n", lines) + "\n"))
                .isEqualTo(expected);
    }

    @Test
    void shouldReadQuotedCommasQuotesAndLineBreaks() throws Exception {
        String quoted =
                lines.stream()
                        .map(line -> line.split(",", -1))
                        .peek(fields -> fields[2] = odd(fields[2]))
                        .map(fields -> String.join(",", fields))
                        .collect(Collectors.joining("\n"));

        assertThat(score(quoted)).isEqualTo(expected);
    }

    @Test
    void shouldScoreEveryRowOfADuplicateCustomer() throws Exception {
        lines.add(lines.get(1));

        List<String> scores = score(String.join("\n", lines));

        assertThat(scores).hasSize(42).endsWith(expected.get(1));
    }

    @Test
    void shouldScoreAnUnseenCountryThatTheModelKeeps() throws Exception {
        lines.add(CustomerText.ANNA.replace("France", "Italy"));

        Cli cli = run(String.join("\n", lines));

        assertThat(cli.err()).contains("1 of 41 rows", "Geography 1 ('Italy' 1)");
        assertThat(read(out())).hasSize(42).startsWith(expected.toArray(String[]::new));
    }

    @Test
    void shouldKeepDuplicateCustomersOnOneSideOfTheHashSplit() throws Exception {
        lines = CustomerText.shipped(300);
        lines.addAll(lines.subList(1, lines.size()));
        Path data = CustomerText.write(directory.resolve("twice.csv"), lines);
        Path store = directory.resolve("models");

        Cli.run("train", "--data", data, "--store", store, "--split", "hash").succeeds();

        assertThat(Files.readString(store.resolve("v000001/manifest.json")))
                .contains("\"duplicateKeys\" : 300");
    }

    private static String odd(String surname) {
        return surname.equals("Surname") ? surname : "\"" + surname + ", \"\"the\n odd\"\"\"";
    }

    private List<String> score(String text) throws Exception {
        assertThat(run(text).err()).isEmpty();
        return read(out());
    }

    private Cli run(String text) throws Exception {
        Path data = CustomerText.write(directory.resolve("data.csv"), text);
        Path store = LAB.model(TestData.SHIPPED, Churn.TUNED).directory().getParent();
        return Cli.run("score", "--data", data, "--store", store, "--out", out()).succeeds();
    }

    private Path out() {
        return directory.resolve("scores.csv");
    }

    private static List<String> read(Path out) throws IOException {
        return Files.readAllLines(out);
    }
}
