package io.flinklab.features;

import static io.flinklab.features.FeaturePlan.FEATURES;

import io.flinklab.data.CustomerSchema;
import java.util.List;
import org.apache.flink.ml.api.Stage;

/** The article's stages, in its order and with its options. */
public final class ArticleFeatures {
    private static final List<String> CATEGORICAL = FeaturePlan.ARTICLE.categorical();
    private static final List<String> CONTINUOUS = CustomerSchema.NUMERIC;

    private final Vocabulary vocabulary;
    private final UnseenCategory unseen;

    ArticleFeatures(Vocabulary vocabulary, UnseenCategory unseen) {
        this.vocabulary = vocabulary;
        this.unseen = unseen;
    }

    List<Stage<?>> stages() {
        Assembly continuous = new Assembly().numbers(CONTINUOUS);
        Assembly features =
                new Assembly()
                        .vectors(Stages.oneHot(CATEGORICAL), vocabulary.sizes(CATEGORICAL))
                        .numbers("HasCrCard", "IsActiveMember")
                        .vector("ContinuousScaled", continuous.size());
        return List.of(
                Stages.stringIndexer(CATEGORICAL, unseen),
                Stages.oneHotEncoder(CATEGORICAL),
                continuous.into("Continuous"),
                Stages.standardScaler("Continuous", "ContinuousScaled"),
                features.into(FEATURES));
    }
}
