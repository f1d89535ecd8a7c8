package io.flinklab.store;

import static io.flinklab.store.StoreFixture.publish;
import static io.flinklab.store.StoreFixture.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.kit.OddFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreMisuseTest {
    @TempDir private Path directory;

    @Test
    void shouldRefuseAStoreThatIsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("store"), "text");
        ModelStore store = store(file);

        refused(store::stage).hasMessageContainingAll(file.toString(), "found a file");
        refused(store::versions).hasMessageContaining("found a file");
        refused(store::open).hasMessageContaining("found a file");
        assertThat(file).hasContent("text");
    }

    @Test
    void shouldRefuseToOpenAStoreThatIsNotThere() {
        Path missing = directory.resolve("missing");

        refused(() -> store(missing).open())
                .hasMessageContainingAll(missing.toString(), "a model store", "found nothing");
        assertThat(store(missing).versions()).isEmpty();
        assertThat(missing).doesNotExist();
    }

    @Test
    void shouldSayThatAnEmptyStoreHasNoVersion() {
        refused(() -> store(directory).open())
                .hasMessageContainingAll(directory.toString(), "at least one model version");
        assertThat(store(directory).latest()).isEmpty();
    }

    @Test
    void shouldRefuseToPublishWhereNothingCanBeWritten() throws IOException {
        Path below = Files.writeString(directory.resolve("file"), "").resolve("store");

        refused(() -> store(below).stage())
                .hasMessageContainingAll(below.toString(), "can be written");
    }

    @Test
    void shouldReadButNotPublishInAReadOnlyStore() throws IOException {
        ModelStore store = store(directory.resolve("store"));
        publish(store);
        Files.setPosixFilePermissions(store.root(), PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(store.root()))
                .as("Permissions do not bind this user (root): %s stays writable", store.root())
                .isFalse();

        assertThat(store.open().version()).isEqualTo("v000001");
        refused(store::stage).hasMessageContainingAll("store", "can be written");
        refused(() -> store.pin("v000001")).hasMessageContaining("can be written");
    }

    @Test
    void shouldKeepTheOldPinOnAFullDiskAndLeaveNothingElse() throws Exception {
        OddFiles.mountSmallDisk(directory);
        try {
            ModelStore store = store(directory.resolve("store"));
            publish(store);
            publish(store);
            store.pin("v000001");
            OddFiles.fill(directory.resolve("filler"));

            refused(() -> store.pin("v000002")).hasMessageContaining("No space left");

            assertThat(store.pinned()).contains("v000001");
            assertThat(store.root()).isDirectoryNotContaining("glob:**/.*");
        } finally {
            OddFiles.unmount(directory);
        }
    }

    @Test
    void shouldRefuseToPublishWithoutFlinkMlsPipeline() {
        ModelStore store = store(directory);

        try (Staging staging = store.stage()) {
            refused(
                            () ->
                                    store.publish(
                                            staging,
                                            StoreFixture.PIPELINE,
                                            StoreFixture.TRAINING,
                                            List.of()))
                    .hasMessageContainingAll("Flink ML's saved pipeline", "execute()");
        }

        assertThat(store.versions()).isEmpty();
    }

    @Test
    void shouldNameTheVersionsThereAreWhenAskedForAnother() {
        ModelStore store = store(directory);
        publish(store);

        refused(() -> store.open("v000009")).hasMessageContainingAll("[v000001]", "v000009");
        refused(() -> store.pin("../v000001")).hasMessageContaining("../v000001");
        refused(() -> store.manifest("v000009")).hasMessageContaining("v000009");
    }

    @Test
    void shouldRefuseAPinOfAVersionThatIsGone() throws IOException {
        ModelStore store = store(directory);
        publish(store);
        Files.writeString(directory.resolve("pinned"), "v000007\n");

        refused(store::open).hasMessageContainingAll("pinned", "[v000001]", "\"v000007\"");
        store.unpin();
        assertThat(store.open().version()).isEqualTo("v000001");
    }

    @Test
    void shouldLetAnotherVersionBePinnedWhenThePinnedOneIsGone() throws IOException {
        ModelStore store = store(directory);
        publish(store);
        Files.writeString(directory.resolve("pinned"), "v000007\n");

        store.pin("v000001");

        assertThat(store.current()).isEqualTo("v000001");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(StoreException.class);
    }
}
