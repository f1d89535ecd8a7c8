package io.flinklab.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision that a process is making while it is told to stop. */
class StoppedProcessTest {
    @TempDir Path directory;

    @Test
    void shouldDoWhatItHasWrittenDown() throws Exception {
        ModelStore store = ModelStore.at(directory);
        StoreFixture.publish(store, SamplePipelines.reference(UnseenCategory.KEEP));
        StoreFixture.publish(store, SamplePipelines.reference(UnseenCategory.KEEP));
        store.pin("v000001");

        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                DecidesWhenStopped.class.getName(),
                                directory.toString())
                        .inheritIO()
                        .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(store.decisions()).last().extracting(Decision::inUse).isEqualTo("v000002");
        assertThat(store.current()).isEqualTo("v000002");
    }

    /** Promotes a version while its hooks run, as a retrainer does that SIGTERM finds deciding. */
    static final class DecidesWhenStopped {
        public static void main(String[] arguments) {
            ModelStore store = ModelStore.at(Path.of(arguments[0]));
            Decision promotion = Decision.promote("v000001", "v000002", "better", Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> store.decide(promotion)));
        }
    }
}
