package io.flinklab.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flinklab.features.FeaturePlan;
import java.util.Locale;

/** Features and an estimator: a whole recipe for a model. */
public enum Plan {
    /**
     * The article's features and its estimator with its options, which stop long before the
     * optimum.
     */
    @JsonProperty("reference")
    REFERENCE(FeaturePlan.ARTICLE),
    /** The article's features, trained until nothing changes any more. */
    @JsonProperty("converged")
    CONVERGED(FeaturePlan.ARTICLE),
    /** Our features, trained until nothing changes any more: the model that we stand behind. */
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
