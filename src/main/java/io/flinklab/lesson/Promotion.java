package io.flinklab.lesson;

import io.flinklab.store.ModelStore;
import io.flinklab.store.Staging;
import io.flinklab.store.StoredModel;
import java.io.IOException;

/** Brings a model from the store where it was made to the one that a running job looks into. */
public final class Promotion {
    private Promotion() {}

    /**
     * Publishes a model as the next version of another store. Its values, training record and
     * golden scores stay the same; its version is new.
     */
    public static StoredModel of(StoredModel model, ModelStore store) throws IOException {
        if (!model.isPipeline()) {
            return store.publish(
                    model.format(),
                    model.content(),
                    model.manifest().training(),
                    model.manifest().goldenScores(),
                    model.manifest().goldenTolerance());
        }
        try (Staging staging = store.stage()) {
            ModelCopy.copy(model.flinkPipeline(), staging.pipeline());
            return store.publish(
                    staging,
                    model.pipeline(),
                    model.manifest().training(),
                    model.manifest().goldenScores());
        }
    }
}
