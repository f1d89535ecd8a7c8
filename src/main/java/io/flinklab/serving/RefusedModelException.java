package io.flinklab.serving;

import io.flinklab.store.StoredModel;

/** A model that a gate does not let through where there is none in use yet that could go on. */
public final class RefusedModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedModelException(StoredModel model, String reason) {
        super(model.where() + " may not be used: " + withCure(reason));
    }

    /** A reason of whole sentences says itself what to do: to install a runtime, perhaps. */
    private static String withCure(String reason) {
        return reason.endsWith(".")
                ? reason
                : reason + ". Pin another version, or relax the bound.";
    }
}
