package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreException;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCopyTest {
    @TempDir private Path root;
    private StoredModel model;

    @BeforeEach
    void publishOne() {
        model =
                StoreFixture.publish(
                        ModelStore.at(root.resolve("store")),
                        SamplePipelines.reference(UnseenCategory.KEEP));
    }

    @Test
    void shouldCopyAWholeModelOverASpoiltCopy() throws IOException {
        copy().spoil("parameters.json");

        StoredModel copied = StoredModel.open(copy().directory());

        assertThat(copied.pipeline()).isEqualTo(model.pipeline());
        assertThat(copied.directory()).isNotEqualTo(model.directory());
    }

    @Test
    void shouldSpoilTheCopyAndLeaveTheModelAlone() throws IOException {
        Path spoilt = copy().spoil("parameters.json").directory();

        assertThatThrownBy(() -> StoredModel.open(spoilt))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(spoilt.resolve("parameters.json") + ": expected ")
                .hasMessageContaining("The model is damaged");
        assertThat(StoredModel.open(model.directory())).isEqualTo(model);
    }

    @Test
    void shouldMakeACopyOfANewerFormat() throws IOException {
        Path newer =
                copy().edit("manifest.json", "\"formatVersion\" : 8", "\"formatVersion\" : 9")
                        .directory();

        assertThatThrownBy(() -> StoredModel.open(newer))
                .hasMessageContainingAll("format version 8", "upgrade");
    }

    @Test
    void shouldSayThatTheTextToReplaceIsNotThere() throws IOException {
        ModelCopy copy = copy();

        assertThatThrownBy(() -> copy.edit("manifest.json", "no such text", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected the text no such text; found none");
    }

    private ModelCopy copy() throws IOException {
        return ModelCopy.of(model, root.resolve("copies"));
    }
}
