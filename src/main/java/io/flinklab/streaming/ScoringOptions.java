package io.flinklab.streaming;

import java.util.UUID;

/**
 * How a job scores.
 *
 * @param batch how many customers at once
 * @param submission a name that no other submission of a job has. The job keeps it over failures;
 *     one that is submitted anew from a savepoint has another, and so begins with the model that it
 *     is submitted with rather than with the savepoint's
 */
public record ScoringOptions(MiniBatch batch, String submission) {

    /** Options for a new submission. */
    public ScoringOptions(MiniBatch batch) {
        this(batch, UUID.randomUUID().toString());
    }
}
