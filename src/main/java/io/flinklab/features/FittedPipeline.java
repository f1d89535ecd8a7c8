package io.flinklab.features;

import java.util.List;

/**
 * A fitted pipeline as plain values, in the order in which its stages apply.
 *
 * @param stages the last one is the classifier
 */
public record FittedPipeline(List<FittedStage> stages) {

    /** Copies the list; a pipeline without a classifier at its end is refused. */
    public FittedPipeline {
        stages = StageRules.filled("stages", stages);
        if (!(stages.get(stages.size() - 1) instanceof FittedStage.LogisticRegression)) {
            throw new IllegalArgumentException(
                    "A fitted pipeline ends with a LogisticRegression stage; found " + stages);
        }
    }

    /** The classifier at the end. */
    public FittedStage.LogisticRegression classifier() {
        return (FittedStage.LogisticRegression) stages.get(stages.size() - 1);
    }
}
