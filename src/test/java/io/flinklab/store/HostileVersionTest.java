package io.flinklab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions that somebody made, who can write into a store, to read or hold what is outside. */
@Timeout(30)
class HostileVersionTest {
    private static final String OUTSIDE = "something of this machine";

    @TempDir Path directory;
    private ModelStore store;
    private Path version;
    private Path outside;

    @BeforeEach
    void publishOne() throws IOException {
        store = StoreFixture.store(directory.resolve("models"));
        version = StoreFixture.publish(store).directory();
        outside = Files.writeString(directory.resolve("outside.txt"), OUTSIDE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../outside.txt",
                "pipeline/../../../outside.txt",
                "../v000001/parameters.json",
                "ABSOLUTE",
                "./parameters.json",
                "pipeline//metadata",
                "pipeline\\..\\..\\..\\outside.txt"
            })
    void shouldRefuseAManifestThatNamesFilesOutsideItsVersion(String name) throws IOException {
        String path = name.replace("ABSOLUTE", outside.toString());
        ObjectNode manifest = manifest();
        FileDigest digest = FileDigest.of(OUTSIDE.getBytes(StandardCharsets.UTF_8));
        manifest.withObject("/files").set(path, new ObjectMapper().valueToTree(digest));
        rewrite(manifest.toString());

        assertRefused("outside");
    }

    @Test
    void shouldRefuseALinkInPlaceOfAFile() throws IOException {
        Path file = version.resolve("pipeline/metadata");
        Path elsewhere = Files.move(file, directory.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);

        assertRefused("link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipeline", "pipeline/stages"})
    void shouldRefuseALinkInPlaceOfADirectory(String name) throws IOException {
        Path part = version.resolve(name);
        Path elsewhere = Files.move(part, directory.resolve("elsewhere"));
        Files.createSymbolicLink(part, elsewhere);

        assertRefused("link");
    }

    @Test
    void shouldRefuseALinkBesideItsFiles() throws IOException {
        Files.createSymbolicLink(version.resolve("pipeline/more"), directory);

        assertRefused("link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "manifest.sha256", "parameters.json"})
    void shouldRefuseWhatNeverEnds(String name) throws IOException {
        Path endless = Path.of("/dev/zero");
        assumeThat(endless).exists();
        Files.delete(version.resolve(name));
        Files.createSymbolicLink(version.resolve(name), endless);

        assertRefused("link");
    }

    @Test
    void shouldRefuseAPipe() throws Exception {
        Path pipe = version.resolve("pipeline/pipe");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeThat(mkfifo.waitFor()).isZero();

        assertRefused("pipe");
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000_000})
    void shouldRefuseAManifestThatIsTooLong(int length) throws IOException {
        rewrite(" ".repeat(length) + manifest());

        assertRefused("long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void shouldRefuseAManifestThatIsTooDeep(String level) throws IOException {
        rewrite(level.repeat(100_000));

        assertRefused("manifest.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"modelVersion", "files", "formatVersion"})
    void shouldRefuseAManifestThatSaysSomethingTwice(String key) throws IOException {
        ObjectNode manifest = manifest();
        String twice =
                "{\"" + key + "\":" + manifest.get(key) + "," + manifest.toString().substring(1);
        rewrite(twice);

        assertRefused("uplicate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../models/v000001",
                "v000001/../v000001",
                "v000001/",
                "./v000001",
                "v000001\n../../outside.txt",
                "",
                "/"
            })
    void shouldRefuseAVersionThatIsAPath(String name) throws IOException {
        assertThatThrownBy(() -> store.open(name)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.pin(name)).isInstanceOf(StoreException.class);
        Files.writeString(store.root().resolve("pinned"), name);
        if (!name.strip().equals("v000001")) {
            assertThatThrownBy(store::open).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void shouldRefuseAPinThatIsTooLong() throws IOException {
        Files.writeString(store.root().resolve("pinned"), "v000001" + "1".repeat(20_000_000));

        assertThatThrownBy(store::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("pinned")
                .extracting(failure -> failure.getMessage().length())
                .matches(length -> length < 1000);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(store::open)
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(StoreException.Unreachable.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining(OUTSIDE)
                .extracting(failure -> failure.getMessage().length())
                .matches(length -> length < 2000);
    }

    private ObjectNode manifest() throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(version.resolve("manifest.json").toFile());
    }

    /** As whoever can write the manifest can write its digest. */
    private void rewrite(String manifest) throws IOException {
        byte[] json = manifest.getBytes(StandardCharsets.UTF_8);
        Files.write(version.resolve("manifest.json"), json);
        Files.writeString(
                version.resolve("manifest.sha256"),
                FileDigest.of(json).sha256() + "  manifest.json\n");
        assertThat(version.resolve("manifest.json")).hasSize(json.length);
    }
}
