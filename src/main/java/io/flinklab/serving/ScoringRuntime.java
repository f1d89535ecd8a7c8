package io.flinklab.serving;

import java.io.Serializable;

/** A way to run models. It travels with a job; what it opens does not. */
public interface ScoringRuntime extends Serializable {
    /** Plain Java, which runs fitted pipelines. */
    ScoringRuntime PLAIN = new PlainScorer.Runtime();

    /**
     * Makes a model ready to score, its content verified.
     *
     * @throws IllegalArgumentException if this runtime cannot run the model, or is not installed:
     *     the message says what to do
     * @throws io.flinklab.store.StoreException if the content is not what it was in the store
     */
    Scorer open(ServedModel model);
}
