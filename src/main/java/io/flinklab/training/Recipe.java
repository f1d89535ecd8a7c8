package io.flinklab.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flinklab.features.FeaturePlan;
import java.util.List;
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
    TUNED(FeaturePlan.PAIRWISE),
    /**
     * A small neural network behind the factors of {@link #TUNED}, trained data-parallel: it finds
     * their products itself.
     */
    @JsonProperty("network")
    NETWORK(FeaturePlan.SINGLE),
    /** A model that was not trained here: for manifests, not for training. */
    @JsonProperty("imported")
    IMPORTED(null);

    private final FeaturePlan features;

    Plan(FeaturePlan features) {
        this.features = features;
    }

    /**
     * The features of this plan.
     *
     * @throws IllegalStateException the model was not trained here
     */
    public FeaturePlan features() {
        if (features == null) {
            throw new IllegalStateException("Nobody here knows the features of a plan " + this);
        }
        return features;
    }

    /**
     * The plan of that name.
     *
     * @throws IllegalArgumentException no plan that can be trained has it
     */
    public static Plan named(String name) {
        return trainable().stream()
                .filter(plan -> plan.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "expected one of %s; found %s"
                                                .formatted(trainable(), name)));
    }

    /** The plans that can be trained. */
    public static List<Plan> trainable() {
        return List.of(REFERENCE, CONVERGED, TUNED, NETWORK);
    }

    /** The plans whose models are pipelines of Flink ML. */
    public static List<Plan> pipelines() {
        return List.of(REFERENCE, CONVERGED, TUNED);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
