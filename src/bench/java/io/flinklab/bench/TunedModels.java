package io.flinklab.bench;

import io.flinklab.features.FittedPipeline;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.flink.StoreLocation;
import java.nio.file.Path;

/** A store whose versions are all the same model under other numbers: only the switch differs. */
final class TunedModels {
    private final Path root;
    private final ModelStore store;
    private final FittedPipeline pipeline;

    /** The store with its first version. */
    TunedModels(Path root, FittedPipeline pipeline) {
        this.root = root;
        this.pipeline = pipeline;
        store = ModelStore.at(root);
        publish();
    }

    Path root() {
        return root;
    }

    StoreLocation location() {
        return StoreLocation.of(root);
    }

    ServedModel current() {
        return ServedModel.of(store.open());
    }

    /** The name of the next version, which is then in the store. */
    String publish() {
        return StoreFixture.publish(store, pipeline).version();
    }
}
