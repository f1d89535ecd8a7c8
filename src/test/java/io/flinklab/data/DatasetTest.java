package io.flinklab.data;

import static io.flinklab.data.CustomerFiles.ANNA;
import static io.flinklab.data.CustomerFiles.BEN;
import static io.flinklab.data.CustomerFiles.CLEO;
import static io.flinklab.data.CustomerFiles.HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flinklab.data.csv.Labels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "# from the bank\n#", "\n\n", "\uFEFF", "\uFEFF#"})
    void shouldReadWithOrWithoutACommentedHeaderAndAByteOrderMark(String before) {
        Dataset data = read(before + HEADER + "\n" + ANNA + "\n" + BEN);

        assertThat(Named.surnames(data)).containsExactly("Anna", "Ben");
        assertThat(data.rejects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void shouldReadEveryKindOfLineBreak(String lineBreak) {
        Dataset data = read(String.join(lineBreak, HEADER, ANNA, "", "# note", BEN, ""));

        assertThat(Named.surnames(data)).containsExactly("Anna", "Ben");
        assertThat(data.rejects()).isEmpty();
    }

    @Test
    void shouldNumberRejectsByTheirFirstLine() {
        String quoted = ANNA.replace("Anna", "\"An\r\nna\"").replace("600", "NaN");

        Dataset data = read("# note\n" + HEADER + "\n\n" + quoted + "\n" + BEN + "\nshort");

        assertThat(data.rejects()).extracting(Reject::line).containsExactly(4L, 7L);
        assertThat(data.rejects()).extracting(Reject::raw).containsExactly(quoted, "short");
        assertThat(data.rejects().get(0).file()).isEqualTo(file().toString());
        assertThat(data.rows()).isEqualTo(3);
    }

    @Test
    void shouldKeepDuplicateKeysAndCountThem() {
        Dataset data = read(HEADER + "\n" + ANNA + "\n" + BEN + "\n" + ANNA);

        assertThat(data.examples()).hasSize(3);
        assertThat(data.duplicateKeys()).isEqualTo(1);
    }

    @Test
    void shouldRejectOnlyTheLineWhoseQuoteIsNeverClosed() {
        String open = ANNA.replace("Anna", "\"Anna");

        Dataset data = read(HEADER + "\n" + open + "\n" + BEN + "\n" + CLEO);

        assertThat(Named.surnames(data)).containsExactly("Ben", "Cleo");
        assertThat(data.rejects())
                .singleElement()
                .matches(reject -> reject.line() == 2 && reject.raw().equals(open))
                .matches(reject -> reject.reason().startsWith("expected a closing quote"));
    }

    @Test
    void shouldNotTakeTheNextFieldsQuoteForTheOneThatIsMissing() {
        String open = ANNA.replace("Anna", "\"Anna");
        String closed = CLEO.replace("Cleo", "\"Cleo, B\"");

        Dataset data = read(HEADER + "\n" + open + "\n" + BEN + "\n" + closed);

        assertThat(Named.surnames(data)).containsExactly("Ben", "Cleo, B");
        assertThat(data.rejects()).extracting(Reject::raw).containsExactly(open);
    }

    @Test
    void shouldReadOnBehindAnUnclosedQuoteFarFromTheEnd() {
        String open = ANNA.replace("Anna", "\"Anna");

        Dataset data = read(HEADER + "\n" + open + ("\n" + BEN).repeat(5_000));

        assertThat(data.examples()).hasSize(5_000);
        assertThat(data.rejects()).extracting(Reject::line).containsExactly(2L);
    }

    @Test
    void shouldRejectALineThatIsNotUtf8AndReadOn() {
        byte[] bytes =
                (HEADER + "\n" + ANNA.replace("Anna", "Andr\u00e9") + "\n" + BEN)
                        .getBytes(StandardCharsets.ISO_8859_1);
        CustomerFiles.writeBytes(file(), bytes);

        Dataset data = Dataset.read(Named.SCHEMA, file());

        assertThat(Named.surnames(data)).containsExactly("Ben");
        assertThat(data.rejects())
                .extracting(Reject::reason)
                .containsExactly("expected UTF-8 text, found other bytes");
    }

    @Test
    void shouldReadUtf8SurnamesEvenWithTheReplacementCharacter() {
        Dataset data = read(HEADER + "\n" + ANNA.replace("Anna", "Zo\u00eb \uFFFD"));

        assertThat(Named.surnames(data)).containsExactly("Zo\u00eb \uFFFD");
    }

    @Test
    void shouldRejectALineOfFiveMegabytesAndReadOn() {
        String huge = "9,".repeat(5 << 19);

        Dataset data = read(HEADER + "\n" + ANNA + "\n" + huge + "\n" + BEN);

        assertThat(Named.surnames(data)).containsExactly("Anna", "Ben");
        assertThat(data.rejects()).extracting(Reject::raw).containsExactly(huge);
    }

    @Test
    void shouldSplitALineOfMoreThan16MiBIntoRejectsAndLoseNothing() {
        String huge = "x".repeat(40 << 20);

        Dataset data = read(HEADER + "\n" + huge + "\n" + BEN);

        assertThat(Named.surnames(data)).containsExactly("Ben");
        assertThat(data.rejects()).hasSize(3).allMatch(reject -> reject.line() == 2);
        assertThat(data.rejects().stream().mapToLong(reject -> reject.raw().length()).sum())
                .isEqualTo(huge.length());
    }

    @Test
    void shouldReadAFileWithoutLabelsOnlyWhereThatIsAllowed() {
        String unlabelled = HEADER.replace(",Exited", "") + "\n" + ANNA.replaceAll(",1$", "");
        CustomerFiles.writeBytes(file(), unlabelled.getBytes(StandardCharsets.UTF_8));

        assertThat(Dataset.read(Named.SCHEMA, file(), Labels.OPTIONAL).examples())
                .singleElement()
                .matches(customer -> !customer.isLabelled());
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Dataset.read(Named.SCHEMA, file()))
                .withMessageContaining("has no column 'Exited'");
    }

    @Test
    void shouldReadADirectoryInTheOrderOfItsPaths() {
        CustomerFiles.write(directory, "b.csv", HEADER, BEN);
        CustomerFiles.write(directory, "a.CSV", HEADER, ANNA);
        CustomerFiles.write(directory.resolve("c"), "a.csv", HEADER, CLEO);
        CustomerFiles.write(directory, "readme.txt", "not for us");
        CustomerFiles.write(directory.resolve(".hidden"), "d.csv", "not for us");

        Dataset data = Dataset.read(Named.SCHEMA, directory);

        assertThat(Named.surnames(data)).containsExactly("Anna", "Ben", "Cleo");
        assertThat(data.files()).hasSize(3);
    }

    @Test
    void shouldHashAFilesBytes() throws Exception {
        byte[] bytes = (HEADER + "\n" + ANNA).getBytes(StandardCharsets.UTF_8);
        CustomerFiles.writeBytes(file(), bytes);

        String expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));

        assertThat(Dataset.read(Named.SCHEMA, file()).sha256()).isEqualTo(expected);
    }

    @Test
    void shouldHashAllFilesOfADirectory() {
        CustomerFiles.write(directory, "a.csv", HEADER, ANNA);
        CustomerFiles.write(directory, "b.csv", HEADER, BEN);
        String before = Dataset.read(Named.SCHEMA, directory).sha256();

        CustomerFiles.write(directory, "b.csv", HEADER, CLEO);

        assertThat(before).matches("[0-9a-f]{64}");
        assertThat(Dataset.read(Named.SCHEMA, directory).sha256()).isNotEqualTo(before);
    }

    @Test
    void shouldRefuseMoreRejectsThanAllowed() {
        Dataset data =
                read(HEADER + "\n" + ANNA + "\n" + BEN.replace("30", "-30") + "\nx\n" + CLEO);

        assertThat(data.requireRejectShareAtMost(0.5)).isSameAs(data);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> data.requireRejectShareAtMost(0.4))
                .withMessageStartingWith("2 of 4 rows are rejects (50.00 %); at most 40.00 %")
                .withMessageContaining("line 3, column Age: expected a whole number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.requireRejectShareAtMost(Double.NaN));
    }

    private Path file() {
        return directory.resolve("in.csv");
    }

    private Dataset read(String text) {
        return Dataset.read(
                Named.SCHEMA,
                CustomerFiles.writeBytes(file(), text.getBytes(StandardCharsets.UTF_8)));
    }
}
