package io.flinklab.features;

import static io.flinklab.features.FeaturePlan.FEATURES;

import java.util.List;
import org.apache.flink.ml.api.Stage;

/**
 * The factors of {@link PairwiseFeatures}, each by itself and on one scale. Products are left to
 * the network; the square of age is not, because few neurons draw a curve only roughly. The columns
 * that tell little (CreditScore, Tenure, EstimatedSalary, HasCrCard) are left out: a network learns
 * their noise. Chosen by cross-validation on the training rows alone.
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
                        .numbers("Balance", "HasBalance", "IsActiveMember");
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
