package io.flinklab.streaming;

import io.flinklab.serving.ScoringRuntime;
import java.io.Serializable;
import java.util.UUID;

/**
 * How a job scores.
 *
 * @param runtime what runs the models
 * @param batch how many examples at once
 * @param submission a name that no other submission of a job has. The job keeps it over failures;
 *     one that is submitted anew from a savepoint has another, and so begins with the model that it
 *     is submitted with rather than with the savepoint's
 */
public record ScoringOptions(ScoringRuntime runtime, MiniBatch batch, String submission)
        implements Serializable {

    /** Options for a new submission that scores in plain Java. */
    public ScoringOptions(MiniBatch batch) {
        this(ScoringRuntime.PLAIN, batch);
    }

    /** Options for a new submission. */
    public ScoringOptions(ScoringRuntime runtime, MiniBatch batch) {
        this(runtime, batch, UUID.randomUUID().toString());
    }
}
