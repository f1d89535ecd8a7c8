package io.flinklab.lesson;

import io.flinklab.store.ModelStore;
import io.flinklab.store.Staging;
import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** From the store where a model was made to the one that a running job looks into. */
public final class Promotion {
    private Promotion() {}

    /**
     * Publishes a model once more, as the next version of another store: the same values, training
     * record and golden scores, under another name.
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
            copy(model.flinkPipeline(), staging.pipeline());
            return store.publish(
                    staging,
                    model.pipeline(),
                    model.manifest().training(),
                    model.manifest().goldenScores());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> parentsFirst;
        try (Stream<Path> walk = Files.walk(from)) {
            parentsFirst = walk.toList();
        }
        for (Path path : parentsFirst) {
            Files.copy(path, to.resolve(from.relativize(path).toString()));
        }
    }
}
