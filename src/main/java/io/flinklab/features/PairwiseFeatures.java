package io.flinklab.features;

import static io.flinklab.features.FeaturePlan.FEATURES;

import java.util.List;
import org.apache.flink.ml.api.Stage;

/**
 * All pairs of what matters for churn. Leaving rises with age up to about sixty and falls after it,
 * more steeply for customers who are not active: so age enters as a curve, and every two factors as
 * their product. Chosen by cross-validation on the training rows alone.
 */
public final class PairwiseFeatures {
    private static final List<String> CATEGORICAL = FeaturePlan.PAIRWISE.categorical();
    private static final int AGE_DEGREE = 2;
    private static final int PAIRS = 2;

    private final Vocabulary vocabulary;
    private final UnseenCategory unseen;

    PairwiseFeatures(Vocabulary vocabulary, UnseenCategory unseen) {
        this.vocabulary = vocabulary;
        this.unseen = unseen;
    }

    List<Stage<?>> stages() {
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
