package io.flinklab.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flinklab.features.FeaturePlan;
import java.util.Locale;

/** Features and an estimator: a whole recipe for a model. */
public enum Plan {
    /** The article's features and estimator, with its options. */
    @JsonProperty("reference")
    REFERENCE(FeaturePlan.ARTICLE),
    /**
     * The article's features, trained to the optimum with scikit-learn's default penalty, C = 1.
     */
    @JsonProperty("converged")
    CONVERGED(FeaturePlan.ARTICLE),
    /**
     * Our features, trained to the optimum: the model that we stand behind. Features and penalty
     * had the best area under the ROC curve in 5-fold cross-validation on the 8,000 training rows
     * of the article's data; its test rows had no say.
     */
    @JsonProperty("tuned")
    TUNED(FeaturePlan.PAIRWISE);

    private final FeaturePlan features;

    Plan(FeaturePlan features) {
        this.features = features;
    }

    /** The features of this plan. */
    public FeaturePlan features() {
        return features;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
