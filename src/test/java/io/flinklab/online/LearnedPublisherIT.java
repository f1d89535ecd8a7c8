package io.flinklab.online;

import static io.flinklab.online.OnlineLearningIT.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.lesson.ModelCopy;
import io.flinklab.store.ModelStore;
import io.flinklab.store.Staging;
import io.flinklab.store.StoreException;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Of a store elsewhere: the saved pipeline is copied to this machine. */
class LearnedPublisherIT {
    @RegisterExtension static final Lab LAB = new Lab();

    private static final LearnerOptions FTRL =
            new LearnerOptions(new UpdateRule.Ftrl(0.05, 1, 0.1, 1));

    private Path root;
    private Path here;

    @BeforeEach
    void keepOneVersionElsewhere() throws Exception {
        root = LAB.newDirectory().resolve("models");
        here = LAB.newDirectory();
        ModelCopy.of(LAB.model(TestData.SHIPPED, Recipe.CONVERGED), root);
    }

    @Test
    void shouldCopyTheSavedPipelineUntilItIsClosed() throws Exception {
        ModelStore store = StoreFixture.elsewhere(root, here, call -> false);
        try (LearnedPublisher publisher = new LearnedPublisher(store, FTRL)) {
            publisher.publish(version(store, "learner", 1));
            Path copy = staged().get(0);
            Files.delete(copy.resolve("pipeline/metadata"));
            Files.writeString(copy.resolve("pipeline/stages/0/metadata"), "spoiled");
            publisher.publish(version(store, "learner", 2));

            assertThat(staged()).containsExactly(copy);
        }

        assertThat(staged()).isEmpty();
        ModelStore local = ModelStore.at(root);
        assertThat(local.versions()).hasSize(3);
        StoredModel first = local.open("v000001");
        StoredModel last = local.open("v000003");
        assertThat(last.manifest().files())
                .containsOnlyKeys(local.manifest("v000002").files().keySet())
                .containsKey("pipeline/metadata");
        assertThat(last.flinkPipeline().resolve("stages/0/metadata"))
                .hasSameBinaryContentAs(first.flinkPipeline().resolve("stages/0/metadata"));
    }

    @Test
    void shouldPublishOnceWhicheverRequestFails() throws Exception {
        for (int failing = 0; ; failing++) {
            keepOneVersionElsewhere();
            AtomicInteger left = new AtomicInteger(failing);
            ModelStore store =
                    StoreFixture.elsewhere(root, here, call -> left.getAndDecrement() == 0);
            LearnedVersion version = version(ModelStore.at(root), "learner", 1);
            try (LearnedPublisher publisher = new LearnedPublisher(store, FTRL)) {
                if (publishes(publisher, version)) {
                    assertThat(failing).isGreaterThan(50);
                    return;
                }
                publisher.publish(version);
            }
            assertThat(ModelStore.at(root).versions()).containsExactly("v000001", "v000002");
            assertThat(ModelStore.at(root).open().manifest().files()).hasSizeGreaterThan(10);
            assertThat(staged()).isEmpty();
        }
    }

    private static boolean publishes(LearnedPublisher publisher, LearnedVersion version)
            throws IOException {
        try {
            publisher.publish(version);
            return true;
        } catch (StoreException.Unreachable e) {
            return false;
        }
    }

    @Test
    void shouldRefuseASavedPipelineThatWasChangedMeanwhile() throws Exception {
        ModelStore store = StoreFixture.elsewhere(root, here, call -> false);
        StoredModel first = store.open();
        new ModelCopy(root.resolve("v000001")).spoil("pipeline/metadata");
        try (Staging staging = store.stage()) {
            assertThatThrownBy(() -> store.copyPipeline(first, staging))
                    .isInstanceOf(StoreException.class)
                    .isNotInstanceOf(StoreException.Unreachable.class)
                    .hasMessageContainingAll("v000001/pipeline/metadata", "The model is damaged");
        }
    }

    private List<Path> staged() throws IOException {
        try (Stream<Path> directories = Files.list(here)) {
            return directories.toList();
        }
    }
}
