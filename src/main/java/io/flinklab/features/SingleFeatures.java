package io.flinklab.features;

import static io.flinklab.features.FeaturePlan.FEATURES;

import java.util.List;
import org.apache.flink.ml.api.Stage;

/**
 * Factors for a network, all on one scale. Products of factors are left to it, but for the one that
 * matters most and that few neurons make only roughly: age, as a curve, with activity. Chosen by
 * cross-validation on the training rows alone.
 */
final class SingleFeatures {
    private static final List<String> CATEGORICAL = FeaturePlan.SINGLE.categorical();
    private static final int AGE_DEGREE = 2;

    private final Vocabulary vocabulary;
    private final UnseenCategory unseen;

    SingleFeatures(Vocabulary vocabulary, UnseenCategory unseen) {
        this.vocabulary = vocabulary;
        this.unseen = unseen;
    }

    List<Stage<?>> stages() {
        Assembly all =
                new Assembly()
                        .vector("AgeCurve", AGE_DEGREE)
                        .vector("AgeCurveIfActive", AGE_DEGREE)
                        .vectors(Stages.oneHot(CATEGORICAL), vocabulary.sizes(CATEGORICAL))
                        .numbers("HasBalance", "IsActiveMember", "HasCrCard")
                        .numbers("CreditScore", "Tenure", "Balance", "EstimatedSalary");
        return List.of(
                Stages.stringIndexer(CATEGORICAL, unseen),
                Stages.oneHotEncoder(CATEGORICAL),
                Stages.binarizer("Balance", "HasBalance"),
                new Assembly().numbers("Age").into("AgeVector"),
                Stages.polynomialExpansion("AgeVector", "AgeCurve", AGE_DEGREE),
                Stages.interaction(List.of("AgeCurve", "IsActiveMember"), "AgeCurveIfActive"),
                all.into("Unscaled"),
                Stages.standardScaler("Unscaled", FEATURES));
    }
}
