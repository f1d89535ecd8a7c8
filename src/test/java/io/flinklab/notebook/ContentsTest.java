package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.interchange.torch.TorchExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {
    private static final String RANDOM = "part-c5efb383-26fe-4fe8-ab88-b5a8f2751289-0";

    @TempDir private Path directory;

    @BeforeEach
    void writeFiles() throws IOException {
        Path data = Files.createDirectories(directory.resolve("model/stages/data"));
        Files.write(data.resolve(RANDOM), new byte[] {0, 6, 'F', 'r', 'a', 'n', 'c', 'e', -1});
        Files.writeString(directory.resolve("model/manifest.json"), "{\n  \"a\": 1\n}\n");
    }

    @Test
    void shouldShowFilesInOrderWithoutTheRandomPartsOfNames() throws IOException {
        Listing files = Contents.files(directory.resolve("model"));

        assertThat(files.title()).isEqualTo("`model`");
        assertThat(files.text()).isEqualTo("manifest.json\nstages/data/part-*-0");
    }

    @Test
    void shouldDrawADirectoryAsATree() throws IOException {
        Files.writeString(directory.resolve("model/stages/metadata"), "{}");

        assertThat(Contents.tree(directory.resolve("model")).text())
                .isEqualTo(
                        """
                        model/
                        ├── manifest.json
                        └── stages
                            ├── data
                            │   └── part-*-0
                            └── metadata""");
    }

    @Test
    void shouldShowTheFirstLinesOfATextFile() throws IOException {
        Listing lines = Contents.lines(directory.resolve("model/manifest.json"), 2);

        assertThat(lines).isEqualTo(new Listing("`manifest.json`", "json", "{\n  \"a\": 1"));
    }

    @Test
    void shouldShowTheOnlyFileOfADirectoryAsBytesAndLetters() throws IOException {
        Listing bytes = Contents.bytes(directory.resolve("model/stages/data"), 80);

        assertThat(bytes.title()).isEqualTo("`part-*-0`");
        assertThat(bytes.text())
                .isEqualTo("00 06 46 72 61 6e 63 65 ff" + " ".repeat(23) + "..France.");
    }

    @Test
    void shouldNotGuessWhichOfSeveralFilesIsMeant() {
        assertThatThrownBy(() -> Contents.bytes(directory.resolve("model"), 80))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("expected one file; found 2.");
    }

    @Test
    void shouldShowTheProgramOfATorchScriptFile() {
        byte[] file =
                TorchExport.write(
                        Churn.SCHEMA,
                        SamplePipelines.reference(UnseenCategory.KEEP),
                        ExportMetadata.of(
                                Churn.SCHEMA,
                                SamplePipelines.reference(UnseenCategory.KEEP),
                                "",
                                ""));

        Listing listing = Contents.torchProgram(file);

        assertThat(listing.title()).isEqualTo("`code/__torch__/flinklab.py`");
        assertThat(listing.language()).isEqualTo("python");
        assertThat(listing.text()).contains("def forward(self", "sigmoid");
    }

    @Test
    void shouldRefuseAFileWithoutAProgram() {
        assertThatThrownBy(() -> Contents.torchProgram(new byte[10]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TorchScript");
    }
}
