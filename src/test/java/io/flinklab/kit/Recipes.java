package io.flinklab.kit;

import io.flinklab.churn.Churn;
import io.flinklab.training.Recipe;
import java.util.List;

/** Recipes of the course's table. */
public final class Recipes {
    private Recipes() {}

    /** Those whose models are pipelines of Flink ML. */
    public static List<Recipe> pipelines() {
        return List.of(Churn.REFERENCE, Recipe.CONVERGED, Churn.TUNED);
    }

    /** Those with Flink ML's own estimator, and with ours. */
    public static List<Recipe> estimators() {
        return List.of(Churn.REFERENCE, Churn.TUNED);
    }

    /** Those that are trained to the optimum. */
    public static List<Recipe> solved() {
        return List.of(Recipe.CONVERGED, Churn.TUNED);
    }
}
