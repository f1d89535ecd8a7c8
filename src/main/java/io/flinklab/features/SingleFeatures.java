package io.flinklab.features;

import static io.flinklab.features.FeaturePlan.FEATURES;

import java.util.List;
import org.apache.flink.ml.api.Stage;

/**
 * The factors of {@link PairwiseFeatures}, and the other columns, on one scale. Products are left
 * to the network; the square of age is not, because few neurons draw a curve only roughly. Chosen
 * by cross-validation on the training rows alone.
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
                        .vectors(Stages.oneHot(CATEGORICAL), vocabulary.sizes(CATEGORICAL))
                        .numbers("HasBalance", "IsActiveMember")
                        .numbers(
                                "CreditScore", "Tenure", "Balance", "EstimatedSalary", "HasCrCard");
        return List.of(
                Stages.stringIndexer(CATEGORICAL, unseen),
                Stages.oneHotEncoder(CATEGORICAL),
                Stages.binarizer("Balance", "HasBalance"),
                new Assembly().numbers("Age").into("AgeVector"),
                Stages.polynomialExpansion("AgeVector", "AgeCurve", AGE_DEGREE),
                all.into("Unscaled"),
                Stages.standardScaler("Unscaled", FEATURES));
    }
}
