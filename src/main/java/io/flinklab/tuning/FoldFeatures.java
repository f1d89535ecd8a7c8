package io.flinklab.tuning;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.features.FeatureEncoder;
import io.flinklab.features.FeatureFit;
import io.flinklab.features.FeaturePlan;
import io.flinklab.features.FeatureVector;
import io.flinklab.features.UnseenCategory;
import io.flinklab.training.logistic.WeightedRow;
import java.util.List;
import java.util.Optional;
import org.apache.flink.ml.api.Stage;

/** Features that were fitted on a fold's training rows alone. */
final class FoldFeatures {
    private final FeatureEncoder encoder;
    private final boolean refuses;

    private FoldFeatures(FeatureEncoder encoder, boolean refuses) {
        this.encoder = encoder;
        this.refuses = refuses;
    }

    /**
     * Fits a plan's stages.
     *
     * @throws IllegalArgumentException the rows do not fit a stage, or a stage is not known
     */
    static FoldFeatures fit(
            FeaturePlan plan, Schema schema, List<Example> train, UnseenCategory unseen) {
        List<Stage<?>> stages = plan.stages(plan.vocabulary(schema, train), unseen);
        FeatureFit fit =
                FeatureFit.of(schema, stages)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "expected stages that can be fitted without a job;"
                                                        + " found "
                                                        + stages));
        return new FoldFeatures(
                new FeatureEncoder(schema, fit.fit(train)), unseen == UnseenCategory.ERROR);
    }

    /** An example's row; empty where the stages leave the example out, or refuse it. */
    Optional<WeightedRow> of(Example example) {
        FeatureVector features;
        try {
            features = encoder.encode(example.sharedNumbers(), example.sharedTexts());
        } catch (IllegalArgumentException e) {
            if (refuses) {
                return Optional.empty();
            }
            throw e;
        }
        return features == null
                ? Optional.empty()
                : Optional.of(WeightedRow.of(features, example.label()));
    }
}
