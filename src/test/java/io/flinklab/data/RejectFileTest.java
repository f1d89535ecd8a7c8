package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
