package io.flinklab.store;

import io.flinklab.features.FittedPipeline;
import java.nio.file.Path;
import java.util.Optional;

/** A model version whose files were verified when it was opened. Equal models are equal. */
public final class StoredModel {
    private final String where;
    private final Optional<Path> directory;
    private final Manifest manifest;
    private final byte[] parameters;
    private final FittedPipeline pipeline;

    StoredModel(
            String where,
            Optional<Path> directory,
            Manifest manifest,
            byte[] parameters,
            FittedPipeline pipeline) {
        this.where = where;
        this.directory = directory;
        this.manifest = manifest;
        this.parameters = parameters;
        this.pipeline = pipeline;
    }

    /**
     * Opens a model directory wherever it stands on this machine; it must have its version's name.
     *
     * @throws StoreException if anything in it is missing, changed, added or of a newer format
     */
    public static StoredModel open(Path directory) {
        return ModelDirectory.at(directory).open();
    }

    /**
     * Turns what {@link #parameters} gave into fitted values again.
     *
     * @param name what an error names
     * @param sha256 the manifest's {@code modelSha256} of these bytes
     * @throws StoreException if the bytes have another digest or are no fitted pipeline
     */
    public static FittedPipeline read(byte[] parameters, String name, String sha256) {
        String found = FileDigest.of(parameters).sha256();
        if (!found.equals(sha256)) {
            throw new StoreException(name, "SHA-256 " + sha256, found, ModelDirectory.CURE);
        }
        return StoreJson.read(parameters, FittedPipeline.class, name);
    }

    /** Its directory or address as people write it. */
    public String where() {
        return where;
    }

    /**
     * Its directory on this machine; {@link #flinkPipeline()} is inside it.
     *
     * @throws StoreException the model is elsewhere: use {@link #where()}
     */
    public Path directory() {
        return directory.orElseThrow(
                () ->
                        new StoreException(
                                where,
                                "a directory of this machine",
                                "an address elsewhere",
                                "Copy the model to a directory first."));
    }

    /** What made it. */
    public Manifest manifest() {
        return manifest;
    }

    /** Every fitted value. */
    public FittedPipeline pipeline() {
        return pipeline;
    }

    /** Every fitted value as the verified bytes of {@code parameters.json}: a copy. */
    public byte[] parameters() {
        return parameters.clone();
    }

    /** The version's name. */
    public String version() {
        return manifest.modelVersion();
    }

    /**
     * Where Flink ML's own {@code PipelineModel.load} finds the model.
     *
     * @throws StoreException the model is not on this machine
     */
    public Path flinkPipeline() {
        return directory().resolve(ModelDirectory.PIPELINE);
    }

    /** Whether the other is the same version in the same place, with the same content. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StoredModel model
                && where.equals(model.where)
                && manifest.equals(model.manifest)
                && pipeline.equals(model.pipeline);
    }

    @Override
    public int hashCode() {
        return 31 * where.hashCode() + manifest.hashCode();
    }

    @Override
    public String toString() {
        return where + ", SHA-256 " + manifest.modelSha256();
    }
}
