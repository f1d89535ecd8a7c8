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
 * All pairs of what matters for churn. Leaving rises with age up to about sixty and falls after it,
 * more steeply for customers who are not active: so age enters as a curve, and every two factors as
 * their product. Chosen by cross-validation on the training rows alone.
 */
final class PairwiseFeatures implements FeaturePlan {
    private static final List<String> CATEGORICAL = List.of("Geography", "Gender", "NumOfProducts");
    private static final int AGE_DEGREE = 2;
    private static final int PAIRS = 2;

    @Override
    public List<String> categorical(Schema schema) {
        Churn.requireColumns(schema);
        return CATEGORICAL;
    }

    @Override
    public List<Stage<?>> stages(Vocabulary vocabulary, UnseenCategory unseen) {
        Churn.requireColumns(vocabulary.schema());
        Assembly factors =
                new Assembly()
                        .vector("AgeCurve", AGE_DEGREE)
                        .vectors(Stages.oneHot(CATEGORICAL), vocabulary.sizes(CATEGORICAL))
                        .numbers("HasBalance", "IsActiveMember");
        Assembly all =
                new Assembly()
                        .vector("Pairs", monomials(factors.size()))
                        .numbers(
                                "CreditScore", "Tenure", "Balance", "EstimatedSalary", "HasCrCard");
        return List.of(
                Stages.stringIndexer(CATEGORICAL, unseen),
                Stages.oneHotEncoder(CATEGORICAL),
                Stages.binarizer("Balance", "HasBalance"),
                new Assembly().numbers("Age").into("AgeVector"),
                Stages.polynomialExpansion("AgeVector", "AgeCurve", AGE_DEGREE),
                factors.into("Factors"),
                // Not only for scale: PolynomialExpansion fails on a sparse vector with a zero
                // among its values, and a scaler that subtracts the mean makes it dense.
                Stages.standardScaler("Factors", "FactorsScaled"),
                Stages.polynomialExpansion("FactorsScaled", "Pairs", PAIRS),
                all.into("Unscaled"),
                Stages.standardScaler("Unscaled", FEATURES));
    }

    /** How many monomials of degree 1 and 2 there are in n variables. */
    private static int monomials(int n) {
        return n * (n + 3) / 2;
    }
}
