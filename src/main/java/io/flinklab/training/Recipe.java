package io.flinklab.training;

import io.flinklab.features.FeaturePlan;
import io.flinklab.features.OneHotFeatures;

/**
 * A way to make a model: features and an estimator.
 *
 * @param name what the command line and manifests call it
 * @param hyperparameters of the estimator
 */
public record Recipe(String name, FeaturePlan features, Hyperparameters hyperparameters) {

    /**
     * For any schema: one-hot categories and scaled quantities, trained to the optimum with
     * scikit-learn's default penalty, C = 1.
     */
    public static final Recipe CONVERGED =
            new Recipe("converged", new OneHotFeatures(), Hyperparameters.Logistic.DEFAULT);

    /** The same with other hyperparameters. */
    public Recipe with(Hyperparameters others) {
        return new Recipe(name, features, others);
    }

    @Override
    public String toString() {
        return name;
    }
}
