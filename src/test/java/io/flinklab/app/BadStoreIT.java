package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.store.ModelStore;
import io.flinklab.training.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores and models that are not as they should be, given to each command that uses them. */
class BadStoreIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;
    private Path store;
    private Path model;
    private Path data;

    @BeforeEach
    void copyAGoodStore() throws Exception {
        Path good = LAB.model(TestData.SHIPPED, Recipe.CONVERGED).directory().getParent();
        store = directory.resolve("models");
        model = store.resolve("v000001");
        FileUtils.copy(
                new org.apache.flink.core.fs.Path(good.toUri()),
                new org.apache.flink.core.fs.Path(store.toUri()),
                false);
        data = CustomerText.write(directory.resolve("data.csv"), CustomerText.shipped(300));
    }

    @Test
    void shouldSayThatAFileIsNoStore() throws Exception {
        store = Files.createFile(directory.resolve("file"));

        train().failsSaying(store + ": expected a directory, the model store; found a file");
        readersFail(store + ": expected a directory, the model store; found a file");
        assertThat(store).isEmptyFile();
    }

    @Test
    void shouldSayThatThereIsNoStore() {
        store = directory.resolve("none");

        readersFail(store + ": expected a model store; found nothing", "train a model");
        assertThat(store).doesNotExist();
    }

    @Test
    void shouldSayThatAStoreIsEmpty() throws IOException {
        store = Files.createDirectory(directory.resolve("empty"));

        readersFail(store + ": expected at least one model version; found none");
    }

    @Test
    void shouldNameTheVersionsThereAre() {
        Cli.run("evaluate", "--store", store, "--data", data, "--version", "v000009")
                .failsSaying("[v000001]", "v000009");
    }

    @Test
    void shouldNotTrainIntoAReadOnlyStore() throws Exception {
        assertThat(store.toFile().setWritable(false)).isTrue();
        boolean writable = Files.isWritable(store);
        if (writable) {
            System.err.println("SKIPPED: this user, root perhaps, may write to any directory");
        }
        assumeThat(writable).as("needs a user who is not root").isFalse();

        train().failsSaying(store.toString(), "a directory that can be written");
    }

    @Test
    void shouldSayThatAHalfWrittenVersionIsNoWholeModel() throws IOException {
        Files.delete(model.resolve("manifest.json"));

        readersFail("v000001/manifest.json", "no such file", "The model is damaged");
    }

    @Test
    void shouldNotSeeWhatAnInterruptedTrainingLeft() throws IOException {
        Files.createDirectories(store.resolve(".staging-left/pipeline"));

        assertThat(evaluate().exit()).isZero();
        train().succeeds();

        assertThat(ModelStore.at(store).versions()).containsExactly("v000001", "v000002");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"parameters.json", "manifest.json", "manifest.sha256", "pipeline/metadata"})
    void shouldRefuseAModelOfWhichOneByteChanged(String name) throws IOException {
        Path file = model.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        for (Cli refused : List.of(evaluate(), score(), replay())) {
            refused.failsSaying("v000001/", "The model is damaged");
        }
        assertThat(directory.resolve("scores.csv")).doesNotExist();
    }

    @Test
    void shouldAskForAnUpgradeWhereTheFormatIsNewer() throws IOException {
        Path manifest = model.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(
                manifest, text.replace("\"formatVersion\" : 8,", "\"formatVersion\" : 99,"));

        readersFail("manifest.json", "found format version 99", "upgrade");
    }

    private void readersFail(String... message) {
        for (Cli refused : List.of(evaluate(), score(), replay(), models())) {
            refused.failsSaying(message);
        }
        assertThat(directory.resolve("scores.csv")).doesNotExist();
    }

    private Cli train() {
        return Cli.run("train", "--store", store, "--data", data, "--plan", "converged");
    }

    private Cli evaluate() {
        return Cli.run("evaluate", "--store", store, "--data", data);
    }

    private Cli score() {
        Path out = directory.resolve("scores.csv");
        return Cli.run("score", "--store", store, "--data", data, "--out", out);
    }

    private Cli replay() {
        return Cli.run("replay", "--store", store, "--data", data);
    }

    private Cli models() {
        return Cli.run("models", "--store", store);
    }
}
