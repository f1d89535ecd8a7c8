package io.flinklab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.training.Recipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedVersionsTest {
    private static final UnfinishedTraining TRAINING =
            new UnfinishedTraining(
                    Recipe.CONVERGED,
                    StoreFixture.TRAINING.options(),
                    Churn.SCHEMA,
                    StoreFixture.TRAINING.data(),
                    StoreFixture.TRAINING.libraries(),
                    10);

    @TempDir Path root;

    private ModelStore store;
    private UnfinishedVersions unfinished;

    @BeforeEach
    void open() {
        store = StoreFixture.store(root.resolve("models"));
        unfinished = store.unfinished();
    }

    @Test
    void shouldGiveBackWhatWasStored() {
        UnfinishedTraining begun = unfinished.begin(TRAINING);

        assertThat(unfinished.state(begun)).isEmpty();
        assertThat(unfinished.model(begun)).isEmpty();
        unfinished.store("v000001", 10, "{\"weights\":[0.1]}", Optional.of(StoreFixture.PIPELINE));

        UnfinishedTraining stored = unfinished.manifest("v000001");
        assertThat(unfinished.state(stored)).isEqualTo("{\"weights\":[0.1]}");
        assertThat(stored)
                .usingRecursiveComparison()
                .ignoringFields("modelVersion", "iteration", "createdAt", "files")
                .isEqualTo(TRAINING);
        assertThat(stored.modelVersion()).isEqualTo("v000001");
        assertThat(stored.iteration()).isEqualTo(10);
        assertThat(stored.createdAt()).isEqualTo(StoreFixture.NOON);
        assertThat(stored.files()).containsOnlyKeys("parameters.json", "state.json");
        assertThat(unfinished.model(stored)).contains(StoreFixture.PIPELINE);
    }

    @Test
    void shouldKeepTheNewestStateAlone() {
        unfinished.begin(TRAINING);
        for (int iteration : List.of(10, 20, 30, 20)) {
            unfinished.store("v000001", iteration, "{\"at\":" + iteration + "}", Optional.empty());
        }

        assertThat(root.resolve("models"))
                .isDirectoryNotContaining("glob:**/v000001.unfinished-{0,10,20}")
                .isDirectoryContaining("glob:**/v000001.unfinished-30");
        assertThat(unfinished.state(unfinished.manifest("v000001"))).isEqualTo("{\"at\":30}");
    }

    @Test
    void shouldBeNoVersion() {
        StoreFixture.publish(store);
        unfinished.begin(TRAINING);
        unfinished.store("v000002", 10, "{}", Optional.empty());

        assertThat(store.versions()).containsExactly("v000001");
        assertThat(store.latest()).contains("v000001");
        assertThat(store.current()).isEqualTo("v000001");
        assertThat(unfinished.versions()).containsExactly("v000002");
        assertThat(store.owns(Path.of("v000002.unfinished-10"))).isTrue();
        refused(() -> store.open("v000002"), "found an unfinished one. `train --resume v000002`");
        refused(() -> store.manifest("v000002"), "a version whose training is over");
        refused(() -> store.pin("v000002"), "a version whose training is over");
        refused(() -> store.open("v000002.unfinished-10"), "one of [v000001]");
    }

    @Test
    void shouldSayThatAStoreHasUnfinishedVersionsAlone() {
        unfinished.begin(TRAINING);

        refused(store::current, "at least one model version; found none but unfinished ones");
    }

    @Test
    void shouldPublishTheModelUnderTheNumberThatWasTaken() {
        unfinished.begin(TRAINING);
        unfinished.begin(TRAINING);
        assertThat(unfinished.versions()).containsExactly("v000001", "v000002");

        assertThat(StoreFixture.publish(store.finishing("v000002")).version()).isEqualTo("v000002");

        assertThat(unfinished.versions()).containsExactly("v000001");
        assertThat(StoreFixture.publish(store).version()).isEqualTo("v000003");
        assertThat(StoreFixture.publish(store.finishing("v000001")).version()).isEqualTo("v000004");
        assertThat(unfinished.versions()).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsMissingFinishedOrDamaged() throws IOException {
        StoreFixture.publish(store);
        refused(() -> unfinished.manifest("v000001"), "found one whose training is over");
        refused(() -> unfinished.manifest("v000009"), "expected an unfinished version; found none");
        refused(() -> unfinished.manifest("../models"), "expected an unfinished version");
        unfinished.begin(TRAINING);
        unfinished.store("v000002", 10, "{}", Optional.empty());
        UnfinishedTraining stored = unfinished.manifest("v000002");
        Path directory = root.resolve("models/v000002.unfinished-10");

        Files.writeString(directory.resolve("state.json"), "[]");
        refused(() -> unfinished.state(stored), "state.json: expected");
        Files.delete(directory.resolve("state.json"));
        refused(() -> unfinished.state(stored), "found no such file");
        Files.writeString(directory.resolve("more"), "");
        manifest(directory, "\"iteration\" : 10", "\"iteration\" : 11");
        refused(() -> unfinished.manifest("v000002"), "a directory named v000002.unfinished-10");
        manifest(directory, "\"formatVersion\" : 8", "\"formatVersion\" : 7");
        refused(() -> unfinished.manifest("v000002"), "format version 8; found format version 7");
        Files.writeString(directory.resolve("manifest.json"), "{\"formatVersion\" : 8}");
        refused(() -> unfinished.manifest("v000002"), "manifest.json: expected");
        Files.delete(directory.resolve("manifest.sha256"));
        refused(() -> unfinished.manifest("v000002"), "expected an unfinished version; found none");
    }

    private static void manifest(Path directory, String old, String changed) throws IOException {
        Path file = directory.resolve("manifest.json");
        String json = Files.readString(file).replace(old, changed);
        Files.writeString(file, json);
        Files.writeString(
                directory.resolve("manifest.sha256"),
                StoredModel.digest(json.getBytes(StandardCharsets.UTF_8)) + "  manifest.json\n");
    }

    private static void refused(Runnable call, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(message);
    }
}
