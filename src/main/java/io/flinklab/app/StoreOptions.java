package io.flinklab.app;

import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.flink.StoreLocation;
import picocli.CommandLine.Option;

/** Options of every command that uses a published model. */
final class StoreOptions {
    /** What {@code --store} is, in each command that has it. */
    static final String STORE =
            "The model store's directory, or its address as s3://bucket/models.";

    @Option(names = "--store", required = true, description = STORE)
    private StoreLocation store;

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

    StoreLocation location() {
        return store;
    }

    ModelStore store() {
        return store.open();
    }

    StoredModel open() {
        return version == null ? store().open() : store().open(version);
    }

    /** Reads {@code --store}, and makes it possible to reach. */
    static StoreLocation location(String text) {
        StoreLocation location = new StoreLocation(new OptionValues.PathOrAddress().convert(text));
        if (location.isRemote()) {
            ObjectStores.connect();
        }
        return location;
    }
}
