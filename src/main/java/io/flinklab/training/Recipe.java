package io.flinklab.training;

import io.flinklab.features.BucketedFeatures;
import io.flinklab.features.FeaturePlan;
import io.flinklab.features.OneHotFeatures;
import java.util.List;

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

    /** For any schema: the features of {@link #CONVERGED}, and Flink ML's logistic regression. */
    public static final Recipe LOGISTIC_REGRESSION =
            new Recipe(
                    "logistic-regression",
                    new OneHotFeatures(),
                    new Hyperparameters.MiniBatch(0.1, 1e-4, 0, 100, 0, 2000));

    /** For any schema: the features of {@link #CONVERGED}, and Flink ML's support vectors. */
    public static final Recipe LINEAR_SVC =
            new Recipe("linear-svc", new OneHotFeatures(), Hyperparameters.LinearSvc.DEFAULT);

    /** For any schema: features in bins, and Flink ML's naive Bayes. */
    public static final Recipe NAIVE_BAYES =
            new Recipe("naive-bayes", new BucketedFeatures(), Hyperparameters.NaiveBayes.DEFAULT);

    /** For any schema, with a label or without: segments of alike rows, by Flink ML's k-means. */
    public static final Recipe K_MEANS =
            new Recipe("k-means", new OneHotFeatures(), Hyperparameters.KMeans.DEFAULT);

    /** Flink ML's estimators, each with features that suit it, for any schema. */
    public static final List<Recipe> ESTIMATORS =
            List.of(LOGISTIC_REGRESSION, LINEAR_SVC, NAIVE_BAYES, K_MEANS);

    /** The same with other hyperparameters. */
    public Recipe with(Hyperparameters others) {
        return new Recipe(name, features, others);
    }

    /** Whether this is its name, in whatever case, with hyphens or without. */
    public boolean isCalled(String other) {
        return name.replace("-", "").equalsIgnoreCase(other.replace("-", ""));
    }

    @Override
    public String toString() {
        return name;
    }
}
