package io.flinklab.features;

import java.util.List;

/**
 * A fitted pipeline as plain values, in the order in which its stages apply.
 *
 * @param stages the last one, and no other, is the predictor
 */
public record FittedPipeline(List<FittedStage> stages) {

    /** Copies the list; a pipeline that does not end with its only predictor is refused. */
    public FittedPipeline {
        stages = StageRules.filled("stages", stages);
        long predictors = stages.stream().filter(Predictor.class::isInstance).count();
        if (predictors != 1 || !(stages.get(stages.size() - 1) instanceof Predictor)) {
            throw new IllegalArgumentException(
                    "A fitted pipeline ends with its only predictor, as a LogisticRegression; found "
                            + stages);
        }
    }

    /** The stage at the end. */
    public Predictor predictor() {
        return (Predictor) stages.get(stages.size() - 1);
    }

    /**
     * The logistic regression at the end.
     *
     * @throws IllegalStateException the predictor is another
     */
    public FittedStage.LogisticRegression classifier() {
        if (predictor() instanceof FittedStage.LogisticRegression logistic) {
            return logistic;
        }
        throw new IllegalStateException(
                "Expected a pipeline that ends with a LogisticRegression; this one ends with a "
                        + predictor().getClass().getSimpleName()
                        + ". Use predictor().");
    }
}
