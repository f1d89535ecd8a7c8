package io.flinklab.store;

import io.flinklab.features.FittedPipeline;
import java.nio.file.Path;

/**
 * A model version whose files were verified when it was opened.
 *
 * @param directory the version's directory; {@link #flinkPipeline()} is inside it
 * @param manifest what made it
 * @param pipeline every fitted value
 */
public record StoredModel(Path directory, Manifest manifest, FittedPipeline pipeline) {

    /**
     * Opens a model directory wherever it stands; it must have its version's name.
     *
     * @throws StoreException if anything in it is missing, changed, added or of a newer format
     */
    public static StoredModel open(Path directory) {
        return new ModelDirectory(directory).open();
    }

    /** The version's name. */
    public String version() {
        return manifest.modelVersion();
    }

    /** Where Flink ML's own {@code PipelineModel.load} finds the model. */
    public Path flinkPipeline() {
        return directory.resolve(ModelDirectory.PIPELINE);
    }

    /** The fitted values as the store keeps them. */
    public byte[] parameters() {
        return parameters(pipeline);
    }

    /** Fitted values as the store keeps them. */
    public static byte[] parameters(FittedPipeline pipeline) {
        return StoreJson.write(pipeline);
    }

    /** The fitted values in what {@link #parameters()} gave. */
    public static FittedPipeline pipeline(byte[] parameters, String name) {
        return StoreJson.read(parameters, FittedPipeline.class, Path.of(name));
    }
}
