package io.flinklab.store;

import io.flinklab.features.FittedPipeline;
import java.nio.file.Path;
import java.util.Optional;

/** A model version whose files were verified when it was opened. */
public final class StoredModel {
    private final String where;
    private final Optional<Path> directory;
    private final Manifest manifest;
    private final byte[] content;
    private final FittedPipeline pipeline;

    /**
     * @param pipeline null for other formats
     */
    StoredModel(
            String where,
            Optional<Path> directory,
            Manifest manifest,
            byte[] content,
            FittedPipeline pipeline) {
        this.where = where;
        this.directory = directory;
        this.manifest = manifest;
        this.content = content;
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
     * Turns what {@link #content} gave for a pipeline into fitted values again.
     *
     * @param name what an error names
     * @throws StoreException if the bytes are no fitted pipeline
     */
    public static FittedPipeline readPipeline(byte[] content, String name) {
        return StoreJson.read(content, FittedPipeline.class, name);
    }

    /** The SHA-256 of some content, as 64 hexadecimal digits. */
    public static String digest(byte[] content) {
        return FileDigest.of(content).sha256();
    }

    /**
     * Refuses content that is not what its manifest says.
     *
     * @param name what an error names
     * @param sha256 the manifest's {@code modelSha256}
     * @throws StoreException the bytes have another digest
     */
    public static void requireDigest(byte[] content, String name, String sha256) {
        ModelDirectory.requireDigest(content, name, sha256);
    }

    /** Its directory or address as people write it. */
    public String where() {
        return where;
    }

    /** Whether its files are on this machine, so that it has a {@link #directory}. */
    public boolean isHere() {
        return directory.isPresent();
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

    /** What its content is. */
    public ModelFormat format() {
        return manifest.format();
    }

    /** Whether it is a fitted pipeline. */
    public boolean isPipeline() {
        return pipeline != null;
    }

    /**
     * Every fitted value.
     *
     * @throws StoreException the model is no fitted pipeline but of another format
     */
    public FittedPipeline pipeline() {
        if (pipeline == null) {
            throw new StoreException(
                    where,
                    "a fitted pipeline",
                    "a model of format " + format(),
                    "Use another version here.");
        }
        return pipeline;
    }

    /** The verified bytes of its format's file: a copy. */
    public byte[] content() {
        return content.clone();
    }

    /** The version's name. */
    public String version() {
        return manifest.modelVersion();
    }

    /**
     * Where Flink ML's own {@code PipelineModel.load} finds the model.
     *
     * @throws StoreException the model is not on this machine, or no fitted pipeline
     */
    public Path flinkPipeline() {
        pipeline();
        return directory().resolve(ModelDirectory.PIPELINE);
    }

    /** Whether the other is the same version in the same place, with the same content. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StoredModel model
                && where.equals(model.where)
                && manifest.equals(model.manifest);
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
