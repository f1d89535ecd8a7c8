package io.flinklab.data;

import static io.flinklab.data.CustomerFiles.ANNA;
import static io.flinklab.data.CustomerFiles.BEN;
import static io.flinklab.data.CustomerFiles.CLEO;
import static io.flinklab.data.CustomerFiles.HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flinklab.kit.OddFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files of a directory are read. */
@Timeout(60)
class DataFilesTest {
    @TempDir Path temporary;

    private Path directory;
    private Path elsewhere;

    @BeforeEach
    void makeTwoDirectories() throws IOException {
        directory = Files.createDirectory(temporary.resolve("in"));
        elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# a remark\n", "HEADER", "HEADER\n# a remark\n\n"})
    void shouldReadTheOthersWhereOneHasNoRows(String text) {
        CustomerFiles.write(directory, "a.csv", HEADER, ANNA);
        CustomerFiles.writeBytes(
                directory.resolve("b.csv"), text.replace("HEADER", HEADER).getBytes());
        CustomerFiles.write(directory, "c.csv", HEADER, CLEO);

        Dataset data = Dataset.read(Named.SCHEMA, directory);

        assertThat(Named.surnames(data)).containsExactly("Anna", "Cleo");
        assertThat(data.files()).hasSize(2);
    }

    @Test
    void shouldRefuseADirectoryWithoutARow() {
        CustomerFiles.write(directory, "a.csv", HEADER);
        CustomerFiles.writeBytes(directory.resolve("b.csv"), new byte[0]);

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Dataset.read(Named.SCHEMA, directory))
                .withMessageContaining(directory + " is a directory without a row");
    }

    @Test
    void shouldReadCompressedFilesAmongTheOthers() {
        CustomerFiles.writeGzip(directory, "a.csv.gz", HEADER, ANNA);
        CustomerFiles.write(directory, "b.csv", HEADER, BEN);
        CustomerFiles.writeGzip(directory, "c.CSV.GZ", HEADER, CLEO);
        CustomerFiles.writeGzip(directory, "d.gz", HEADER, CLEO);
        CustomerFiles.writeGzip(directory, "e.csv.gz");

        assertThat(Named.surnames(Dataset.read(Named.SCHEMA, directory)))
                .containsExactly("Anna", "Ben", "Cleo");
    }

    @Test
    void shouldFollowLinksToFilesAndDirectories() throws Exception {
        CustomerFiles.write(directory, "b.csv", HEADER, BEN);
        CustomerFiles.write(elsewhere.resolve("deep"), "cleo.csv", HEADER, CLEO);
        Path anna = CustomerFiles.write(temporary, "anna", HEADER, ANNA);
        Files.createSymbolicLink(directory.resolve("a.csv"), anna);
        Files.createSymbolicLink(directory.resolve("c"), elsewhere);

        Dataset data = Dataset.read(Named.SCHEMA, directory);

        assertThat(Named.surnames(data)).containsExactly("Anna", "Ben", "Cleo");
        assertThat(data.files())
                .containsExactly(
                        directory + "/a.csv", directory + "/b.csv", directory + "/c/deep/cleo.csv");
    }

    @Test
    void shouldReadADirectoryThroughALink() throws Exception {
        CustomerFiles.write(directory, "a.csv", HEADER, ANNA);
        Path link = Files.createSymbolicLink(temporary.resolve("link"), directory);

        Dataset data = Dataset.read(Named.SCHEMA, link);

        assertThat(data.files()).containsExactly(link + "/a.csv");
    }

    @Test
    void shouldEndWhereLinksLeadBack() throws Exception {
        CustomerFiles.write(directory, "a.csv", HEADER, ANNA);
        CustomerFiles.write(directory.resolve("deep"), "b.csv", HEADER, BEN);
        Files.createSymbolicLink(directory.resolve("deep/up"), directory);
        Files.createSymbolicLink(directory.resolve("deep/here"), Path.of("."));
        Files.createSymbolicLink(directory.resolve("itself"), Path.of("itself"));
        Files.createSymbolicLink(directory.resolve("itself.csv"), Path.of("itself.csv"));
        Files.createSymbolicLink(elsewhere.resolve("back"), directory);
        Files.createSymbolicLink(directory.resolve("out"), elsewhere);
        CustomerFiles.write(elsewhere, "c.csv", HEADER, CLEO);

        assertThat(Named.surnames(Dataset.read(Named.SCHEMA, directory)))
                .containsExactly("Anna", "Ben", "Cleo");
    }

    @Test
    void shouldReadADirectoryOnceThatSeveralLinksLeadTo() throws Exception {
        CustomerFiles.write(directory.resolve("real"), "b.csv", HEADER, BEN);
        Files.createSymbolicLink(directory.resolve("again"), Path.of("real"));
        Files.createSymbolicLink(directory.resolve("x"), elsewhere);
        Files.createSymbolicLink(directory.resolve("y"), elsewhere);
        CustomerFiles.write(elsewhere, "c.csv", HEADER, CLEO);

        assertThat(Dataset.read(Named.SCHEMA, directory).files())
                .containsExactly(directory + "/real/b.csv", directory + "/x/c.csv");
    }

    @Test
    void shouldReadAFileUnderEachOfItsNames() throws Exception {
        Path file = CustomerFiles.write(directory, "a.csv", HEADER, ANNA);
        Files.createLink(directory.resolve("b.csv"), file);
        Files.createSymbolicLink(directory.resolve("c.csv"), Path.of("a.csv"));

        assertThat(Dataset.read(Named.SCHEMA, directory).files()).hasSize(3);
    }

    @Test
    void shouldLeaveOutHiddenFilesAndWhatIsNoFile() throws Exception {
        CustomerFiles.write(directory, "a.csv", HEADER, ANNA);
        CustomerFiles.write(directory, ".b.csv", HEADER, BEN);
        CustomerFiles.write(directory, "_b.csv", HEADER, BEN);
        CustomerFiles.write(directory.resolve(".deep"), "b.csv", HEADER, BEN);
        CustomerFiles.write(elsewhere, "b.csv", HEADER, BEN);
        Files.createSymbolicLink(directory.resolve("_linked"), elsewhere);
        Files.createSymbolicLink(directory.resolve("nothing.csv"), Path.of("nothing"));
        Files.createDirectory(directory.resolve("directory.csv"));
        OddFiles.pipe(directory.resolve("pipe.csv"));

        assertThat(Named.surnames(Dataset.read(Named.SCHEMA, directory))).containsExactly("Anna");
    }

    @Test
    void shouldReadAHiddenFileOrDirectoryThatIsNamed() {
        Path file = CustomerFiles.write(directory.resolve(".deep"), "_a.csv", HEADER, ANNA);
        CustomerFiles.write(directory.resolve(".deep"), "b.csv", HEADER, BEN);

        assertThat(Named.surnames(Dataset.read(Named.SCHEMA, file))).containsExactly("Anna");
        assertThat(Named.surnames(Dataset.read(Named.SCHEMA, file.getParent())))
                .containsExactly("Ben");
    }
}
