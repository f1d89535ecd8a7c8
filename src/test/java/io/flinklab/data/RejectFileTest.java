package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectFileTest {
    @TempDir Path directory;

    @Test
    void shouldReadBackWhatItWroteExactly() {
        List<Reject> rejects =
                List.of(
                        new Reject(
                                "a.csv", 2, "Age", "expected, found '\"x\"'", "1,\"a\r\nb\",\"\""),
                        new Reject("b,c.csv", 1L << 40, "", "", " # no comment, \t\uFFFD\u00e9 "),
                        new Reject("#d.csv", 3, "", "r", ""),
                        new Reject("e.csv", 4, "", "r", "x".repeat(5 << 20)));
        Path file = directory.resolve("rejects.csv");

        RejectFile.write(file, rejects);

        assertThat(RejectFile.read(file)).isEqualTo(rejects);
        assertThat(file).content().startsWith("file,line,column,reason,raw\n");
    }

    /** A spreadsheet computes a cell that begins so, and may run programs or call servers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://evil.example\",\"open\")",
                "=cmd|'/c calc'!A0",
                "+1+1",
                "-2+3",
                "@SUM(1,2)",
                "\t=1+1",
                "\n=1+1",
                "\uFF1D1+1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF20A1"
            })
    void shouldWriteNoCellThatASpreadsheetComputes(String formula) throws Exception {
        List<Reject> rejects =
                List.of(
                        new Reject(formula, 2, formula, formula, formula),
                        new Reject("'" + formula, 3, "'", "''", "'" + formula));
        Path file = directory.resolve("rejects.csv");

        RejectFile.write(file, rejects);

        assertThat(RejectFile.read(file)).isEqualTo(rejects);
        try (CsvReader<CsvRecord> cells = CsvReader.builder().ofCsvRecord(file)) {
            assertThat(cells.stream().flatMap(record -> record.getFields().stream()))
                    .noneMatch(
                            cell -> cell.matches("(?s)[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20].*"));
        }
    }

    @Test
    void shouldMarkACellThatBeginsWithACarriageReturn() {
        Reject reject = new Reject("\r=1+1", 2, "\r", "\r+1", "raw");
        Path file = directory.resolve("rejects.csv");

        RejectFile.write(file, List.of(reject));

        assertThat(file).content().contains("\"'\r=1+1\",2,\"'\r\",\"'\r+1\",raw");
        assertThat(RejectFile.read(file)).containsExactly(reject);
    }

    @Test
    void shouldWriteAHeaderWhenThereAreNone() {
        Path file = directory.resolve("rejects.csv");

        RejectFile.write(file, List.of());

        assertThat(file).content().isEqualTo("file,line,column,reason,raw\n");
        assertThat(RejectFile.read(file)).isEmpty();
    }

    @Test
    void shouldNameAPathThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "").resolve("rejects.csv");

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> RejectFile.write(file, List.of()))
                .withMessageContaining("rejects.csv cannot be written");
    }

    @Test
    void shouldSayThatTheDiskIsFull() {
        Path full = Path.of("/dev/full");
        assumeThat(Files.exists(full)).as("%s, a disk that is full", full).isTrue();
        List<Reject> rejects = List.of(new Reject("a.csv", 2, "", "r", "x".repeat(1 << 20)));

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> RejectFile.write(full, rejects))
                .withMessageContaining("/dev/full cannot be written")
                .withMessageContaining("Choose another path");
    }
}
