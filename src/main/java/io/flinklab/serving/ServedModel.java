package io.flinklab.serving;

import io.flinklab.data.Schema;
import io.flinklab.features.FittedPipeline;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.StoredModel;
import java.io.Serializable;

/**
 * A model as it travels, with a job for example: whole without the store.
 *
 * @param version name of the version in its store, such as {@code v000003}
 * @param sha256 of the content
 * @param schema what the model reads and predicts
 * @param format what the content is
 * @param content the file as the store keeps it
 */
public record ServedModel(
        String version, String sha256, Schema schema, ModelFormat format, byte[] content)
        implements Serializable {

    /** The model that was opened. */
    public static ServedModel of(StoredModel model) {
        return new ServedModel(
                model.version(),
                model.manifest().modelSha256(),
                model.manifest().schema(),
                model.format(),
                model.content());
    }

    /** A model that is in no store; it has a file's name for a version. */
    public static ServedModel ofFile(
            String name, Schema schema, ModelFormat format, byte[] content) {
        return new ServedModel(name, StoredModel.digest(content), schema, format, content);
    }

    /** Whether the other is the same version with the same content. */
    public boolean isSameAs(ServedModel other) {
        return version.equals(other.version) && sha256.equals(other.sha256);
    }

    /** The version's number. */
    public int number() {
        return Integer.parseInt(version.substring(1));
    }

    /**
     * Every fitted value.
     *
     * @throws IllegalArgumentException the model is no fitted pipeline
     * @throws io.flinklab.store.StoreException the content is not what it was in the store
     */
    public FittedPipeline pipeline() {
        if (format != ModelFormat.PIPELINE) {
            throw new IllegalArgumentException(
                    "Expected a fitted pipeline; found %s, which is %s."
                            .formatted(version, format));
        }
        verify();
        return StoredModel.readPipeline(content, version);
    }

    /**
     * Holds the content to its digest.
     *
     * @throws io.flinklab.store.StoreException it is not what it was in the store
     */
    public void verify() {
        StoredModel.requireDigest(content, version, sha256);
    }
}
