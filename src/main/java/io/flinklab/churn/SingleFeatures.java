package io.flinklab.churn;

import io.flinklab.data.Schema;
import io.flinklab.features.Assembly;
import io.flinklab.features.FeaturePlan;
import io.flinklab.features.Stages;
import io.flinklab.features.UnseenCategory;
import io.flinklab.features.Vocabulary;
import java.util.List;
import org.apache.flink.ml.api.Stage;

/**
 * The factors of {@link PairwiseFeatures}, each by itself and on one scale. Products are left to
 * the network; the square of age is not, because few neurons draw a curve only roughly. The columns
 * that tell little (CreditScore, Tenure, EstimatedSalary, HasCrCard) are left out: a network learns
 * their noise. Chosen by cross-validation on the training rows alone.
 */
final class SingleFeatures implements FeaturePlan {
    private static final List<String> CATEGORICAL = List.of("Geography", "Gender", "NumOfProducts");
    private static final int AGE_DEGREE = 2;

    @Override
    public List<String> categorical(Schema schema) {
        Churn.requireColumns(schema);
        return CATEGORICAL;
    }

    @Override
    public List<Stage<?>> stages(Vocabulary vocabulary, UnseenCategory unseen) {
        Churn.requireColumns(vocabulary.schema());
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
