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
     */
    record Refused(String version, String reason) implements Verdict {}
}
