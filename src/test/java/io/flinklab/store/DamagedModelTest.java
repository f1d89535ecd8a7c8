package io.flinklab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedModelTest {
    @TempDir private Path root;
    private Path model;

    @BeforeEach
    void publishOne() {
        model = StoreFixture.publish(StoreFixture.store(root)).directory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pipeline/metadata",
                "pipeline/stages/0/data/part-0",
                "parameters.json",
                "manifest.json",
                "manifest.sha256"
            })
    void shouldRefuseAFileWithOneChangedByte(String name) throws IOException {
        Path file = model.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        refused().hasMessageContaining("The model is damaged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pipeline/stages/0/data/part-0",
                "parameters.json",
                "manifest.json",
                "manifest.sha256"
            })
    void shouldRefuseAModelWithoutOneOfItsFiles(String name) throws IOException {
        Files.delete(model.resolve(name));

        refused().hasMessageContainingAll(model.resolve(name).toString(), "no such file");
    }

    @Test
    void shouldRefuseAFileThatThePublisherDidNotWrite() throws IOException {
        Files.writeString(model.resolve("pipeline/extra"), "x");

        refused().hasMessageContainingAll("pipeline/extra", "does not list");
    }

    @Test
    void shouldSayThatAHalfWrittenVersionIsNoWholeModel() throws IOException {
        Path half = Files.createDirectory(root.resolve("v000002"));
        Files.createDirectory(half.resolve("pipeline"));

        refused()
                .hasMessageContainingAll(
                        half.resolve("manifest.json").toString(), "whole model directory");
        assertThat(StoreFixture.store(root).open("v000001").version()).isEqualTo("v000001");
        assertThat(StoreFixture.store(root).rollback()).isEqualTo("v000001");
    }

    @Test
    void shouldAskForAnUpgradeWhereTheFormatIsNewer() throws IOException {
        edit("manifest.json", "\"formatVersion\" : 8", "\"formatVersion\" : 9");

        refused().hasMessageContainingAll("format version 8", "newer version", "upgrade");
    }

    @Test
    void shouldRefuseAManifestWithoutAFormat() throws IOException {
        edit("manifest.json", "\"formatVersion\" : 8,", "");

        refused().hasMessageContainingAll("manifest.json", "no known format version");
    }

    @Test
    void shouldRefuseATruncatedManifest() throws IOException {
        Path manifest = model.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).substring(0, 200));

        refused().hasMessageContainingAll(manifest.toString(), "line", "damaged");
    }

    @Test
    void shouldRefuseParametersThatParseButCannotBe() throws IOException {
        edit("parameters.json", "\"threshold\" : 0.5", "\"threshold\" : 7.5");
        signAgain();

        refused().hasMessageContainingAll("parameters.json", "threshold is 0 to 1", "7.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"stages\" : []}", "{}", "{\"stages\" : [{\"stage\" : \"Oracle\"}]}", "["})
    void shouldRefuseParametersThatAreNoPipeline(String json) throws IOException {
        Files.writeString(model.resolve("parameters.json"), json);
        signAgain();

        refused().hasMessageContainingAll("parameters.json", "a whole FittedPipeline");
    }

    @Test
    void shouldRefuseAVersionUnderAnotherName() throws IOException {
        Files.move(model, root.resolve("v000005"));

        refused().hasMessageContainingAll("v000001", "named v000005");
    }

    /** Makes the manifest agree with the files as they are now. */
    private void signAgain() throws IOException {
        ModelDirectory directory = ModelDirectory.at(model);
        Manifest old = directory.manifest();
        SortedMap<String, FileDigest> files = directory.digests();
        directory.writeManifest(
                model,
                new Manifest(
                        old.formatVersion(),
                        old.modelVersion(),
                        old.createdAt(),
                        old.projectVersion(),
                        old.format(),
                        files.get("parameters.json").sha256(),
                        old.training(),
                        old.goldenScores(),
                        old.goldenTolerance(),
                        files));
    }

    private void edit(String name, String from, String to) throws IOException {
        Path file = model.resolve(name);
        String text = Files.readString(file, StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused() {
        return assertThatThrownBy(() -> StoreFixture.store(root).open())
                .isInstanceOf(StoreException.class);
    }
}
