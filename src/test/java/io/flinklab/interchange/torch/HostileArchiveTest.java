package io.flinklab.interchange.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.serving.Scorer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that somebody made to do harm: each is refused before libtorch sees it. */
class HostileArchiveTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir Path directory;

    @BeforeAll
    static void needsLibTorch() {
        Torch.require();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../evil.txt",
                "model/../../evil.txt",
                "/etc/evil.txt",
                "model/code/..\\..\\evil.txt",
                "C:\\evil.txt",
                "model/./evil.txt",
                "model//evil.txt"
            })
    void shouldRefuseAnArchiveThatClimbsOutOfItsDirectory(String name) throws IOException {
        assertRefused(with(name, new byte[] {1}, 1), "outside");
    }

    @Test
    void shouldRefuseTwoEntriesOfOneName() throws IOException {
        byte[] file = with("model/versioN", "9".getBytes(StandardCharsets.US_ASCII), 1);
        byte[] twice =
                new String(file, StandardCharsets.ISO_8859_1)
                        .replace("versioN", "version")
                        .getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(twice, "twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model/more/extra/export_metadata.json",
                "model/code/__torch__/bomb.py",
                "model/constants2.pkl"
            })
    @Timeout(60)
    void shouldRefuseAnArchiveThatUnpacksWithoutEnd(String name) throws IOException {
        byte[] bomb = with(name, new byte[MEGABYTE], 300);

        assertThat(bomb).hasSizeLessThan(MEGABYTE);
        assertRefused(bomb, "unpack");
    }

    @Test
    void shouldRefuseEntriesWithoutEnd() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 30_000; i++) {
                zip.putNextEntry(new ZipEntry("model/" + i));
                zip.closeEntry();
            }
        }

        assertRefused(bytes.toByteArray(), "entries");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_0 = torch.from_file('FILE', True, 0)",
                "_0 = torch.from_file('FILE', False, 10)",
                "_0 = ops.aten.from_file('FILE', True, 10)",
                "_0 = torch. from_file ('FILE', True, 10)",
                "torch.save(x, 'FILE')",
                "_0 = torch.save(x, 'FILE')",
                "_0 = ops.aten.save(x, 'FILE')",
                "_0 = getattr(torch, '\\x73ave')(x, 'FILE')",
                "_0 = getattr(torch, '\\163ave')(x, 'FILE')",
                "_0 = getattr(torch, 'sa' 've')(x, 'FILE')"
            })
    void shouldRefuseCodeThatReadsOrWritesFiles(String line) throws IOException {
        Path file = directory.resolve("written.bin");
        ScriptModule module = new ScriptModule("Foreign", Churn.SCHEMA.featureNames());
        module.line("%s", line.replace("FILE", file.toString()));
        module.line("return x[:, 3] / 100");

        assertRefused(TorchArchive.write(module, ExportMetadata.none()), "files");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model/code/__torch__/more.py", "model/CODE/__torch__/more.PY"})
    void shouldRefuseItInAnyEntryOfCode(String name) throws IOException {
        byte[] code = "def f(x):\n  torch.save(x, 'f')\n".getBytes(StandardCharsets.US_ASCII);

        assertRefused(with(name, code, 1), "files");
    }

    @Test
    void shouldRefuseAnArchiveThatOthersReadOtherwise() throws IOException {
        byte[] file = with("model/extra/notes.txt", new byte[1], 1);

        assertRefused(concatenated(new byte[] {1, 2, 3, 4, 'P', 'T', 'M', 'F'}, file), "begins");
        assertRefused(concatenated(file, new byte[] {0}), "ends");
    }

    @Test
    void shouldOpenWhatIsHarmless() throws IOException {
        byte[] file = with("model/extra/notes.txt", new byte[MEGABYTE], 1);

        try (Scorer scorer = TorchScorer.open(TorchCustomers.SCHEMA, file)) {
            assertThat(scorer.score(TorchCustomers.with("Spain", "Male", 40, 1))).isEqualTo(0.4);
        }
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(
                        () -> {
                            try (Scorer scorer = TorchScorer.open(TorchCustomers.SCHEMA, file)) {
                                scorer.score(TorchCustomers.with("Spain", "Male", 40, 1));
                            }
                        })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected")
                .hasMessageContaining(message);
    }

    /** A whole model's archive with one more entry, compressed, of the content so many times. */
    private static byte[] with(String name, byte[] content, int times) throws IOException {
        ScriptModule module = new ScriptModule("Foreign", Churn.SCHEMA.featureNames());
        module.line("return x[:, 3] / 100");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            copy(TorchArchive.write(module, ExportMetadata.none()), zip);
            zip.putNextEntry(new ZipEntry(name));
            for (int i = 0; i < times; i++) {
                zip.write(content);
            }
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static void copy(byte[] file, ZipOutputStream zip) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry));
                in.transferTo(zip);
                zip.closeEntry();
            }
        }
    }
}
