package io.flinklab.serving;

import io.flinklab.store.StoredModel;

/** What a {@link ModelGate} says of a model version. */
public sealed interface Verdict {

    /**
     * It may go live.
     *
     * @param scorer of this model, to be closed
     */
    record Admitted(StoredModel model, Scorer scorer) implements Verdict {}

    /**
     * It may not.
     *
     * @param reason what was expected and what was found
     * @param passing whether the cause may be of this machine or moment, and not of the model: a
     *     runtime that is missing, a worker that died, a file that may be repaired
     */
    record Refused(String version, String reason, boolean passing) implements Verdict {}
}
