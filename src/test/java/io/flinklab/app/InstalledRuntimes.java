package io.flinklab.app;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Skips, loudly, a test whose runtime is not on this machine. */
final class InstalledRuntimes {
    private InstalledRuntimes() {}

    static void require(Runtimes runtime) throws IOException {
        Path store = Files.createTempDirectory("models");
        try {
            runtime.open(
                            ServedModel.of(
                                    StoreFixture.publish(
                                            ModelStore.at(store),
                                            SamplePipelines.reference(UnseenCategory.KEEP))))
                    .close();
        } catch (MissingRuntimeException e) {
            System.err.println("SKIPPED: " + e.getMessage());
            assumeThat(false).withFailMessage(e.getMessage()).isTrue();
        }
    }
}
