package io.flinklab.streaming;

import io.flinklab.serving.Scorer;
import io.flinklab.store.StoredModel;
import java.io.Serializable;

/**
 * A model as it travels with a job: small, and whole without the store.
 *
 * @param version name of the version in its store, such as {@code v000003}
 * @param sha256 of the parameters
 * @param parameters the fitted values as the store keeps them, verified when the store was read
 */
public record ServedModel(String version, String sha256, byte[] parameters)
        implements Serializable {

    /** The model that was opened. */
    public static ServedModel of(StoredModel model) {
        return new ServedModel(model.version(), model.manifest().modelSha256(), model.parameters());
    }

    boolean isSameAs(ServedModel other) {
        return version.equals(other.version) && sha256.equals(other.sha256);
    }

    /** The version's number. */
    int number() {
        return Integer.parseInt(version.substring(1));
    }

    Scorer scorer() {
        return Scorer.of(StoredModel.read(parameters, version, sha256));
    }
}
