package io.flinklab.data;

import static io.flinklab.data.CustomerFiles.ANNA;
import static io.flinklab.data.CustomerFiles.HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flinklab.churn.Churn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetErrorTest {
    @TempDir Path directory;

    @Test
    void shouldNameAMissingFile() {
        assertThat(messageFor(directory.resolve("none.csv")))
                .contains("none.csv does not exist")
                .contains("Expected a CSV file or a directory of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a remark\n", "\uFEFF"})
    void shouldRefuseAnEmptyFile(String text) {
        assertThat(messageFor(text)).contains("in.csv is empty. Expected a header, 'RowNumber,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n# remark"})
    void shouldRefuseAFileWithNothingButAHeader(String behind) {
        assertThat(messageFor(HEADER + behind)).contains("in.csv has a header and no rows");
    }

    @ParameterizedTest
    @CsvSource({"';',';'", "'\t',a tab", "|,'|'"})
    void shouldNameAnotherDelimiter(char delimiter, String name) {
        String shown = name.length() == 1 ? "'" + name + "'" : name;

        assertThat(messageFor(HEADER.replace(',', delimiter) + "\n" + ANNA))
                .contains("in.csv, line 1: the fields look separated by " + shown)
                .contains("Expected a header with the columns 'RowNumber,CustomerId");
    }

    @Test
    void shouldNameTheFirstMissingColumn() {
        assertThat(messageFor(HEADER.replace("Tenure", "Tenur") + "\n" + ANNA))
                .contains("it has no column 'Tenure'; 'Tenur' is near");
        assertThat(messageFor("RowNumber,CustomerId\n" + ANNA))
                .contains("it has no column 'CreditScore' (and 9 others)");
        assertThat(messageFor(HEADER.replace("Tenure", "Age") + "\n" + ANNA))
                .contains("it has the column 'Age' 2 times");
    }

    @Test
    void shouldSayThatTheHeaderIsMissing() {
        assertThat(messageFor(ANNA + "\n" + ANNA))
                .contains("line 1: there is no header before the first row");
    }

    @Test
    void shouldRefuseBinaryFilesWithAShortPrintableMessage() {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);

        String message = messageFor(CustomerFiles.writeBytes(file(), bytes));

        assertThat(message).contains("expected UTF-8 text, found other bytes");
        assertThat(message).hasSizeLessThan(700).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void shouldRefuseUtf16() {
        CustomerFiles.writeBytes(file(), (HEADER + "\n" + ANNA).getBytes(StandardCharsets.UTF_16));

        assertThat(messageFor(file())).contains("expected UTF-8 text, found other bytes");
    }

    @Test
    void shouldRefuseAFirstLineOfFiveMegabytesWithAShortMessage() {
        assertThat(messageFor("x".repeat(5 << 20))).hasSizeLessThan(700);
    }

    @Test
    void shouldRefuseADirectoryWithoutDataFiles() throws Exception {
        Files.writeString(directory.resolve("notes.txt"), "none");

        assertThat(messageFor(directory)).contains("is a directory without data files");
    }

    @Test
    void shouldNameTheFileOfADirectoryThatHasAnotherHeader() {
        CustomerFiles.write(directory, "a.csv", HEADER, ANNA);
        CustomerFiles.write(directory, "b.csv", "a,b,c", ANNA);

        assertThat(messageFor(directory)).contains("b.csv, line 1");
    }

    private Path file() {
        return directory.resolve("in.csv");
    }

    private String messageFor(String text) {
        return messageFor(CustomerFiles.writeBytes(file(), text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String messageFor(Path path) {
        return assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Dataset.read(Churn.SCHEMA, path))
                .actual()
                .getMessage();
    }
}
