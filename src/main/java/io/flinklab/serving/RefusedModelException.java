package io.flinklab.serving;

import io.flinklab.store.StoredModel;

/** A model that a gate does not let through where there is none in use yet that could go on. */
public final class RefusedModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedModelException(StoredModel model, String reason) {
        super(
                model.where()
                        + " may not be used: "
                        + reason
                        + ". Pin another version, or lower the floor.");
    }
}
