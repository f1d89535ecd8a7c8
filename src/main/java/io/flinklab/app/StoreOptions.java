package io.flinklab.app;

import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every command that uses a published model. */
final class StoreOptions {
    @Option(names = "--store", required = true, description = "The model store's directory.")
    private Path store;

    @Option(
            names = "--version",
            description = "The model version (default: the pinned one, otherwise the latest).")
    private String version;

    // Not picocli's own help options, which bring a --version of the program.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    Path path() {
        return store;
    }

    StoredModel open() {
        ModelStore models = ModelStore.at(store);
        return version == null ? models.open() : models.open(version);
    }
}
