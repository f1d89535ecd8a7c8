package io.flinklab.online;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.features.FeatureEncoder;
import io.flinklab.features.FeatureVector;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import java.io.DataOutput;
import java.util.List;

/** Features that stay as they are: the warm start's, or hashed ones. */
final class FixedFeatures implements LearnedFeatures {
    private final FeatureEncoder encoder;
    private final List<FittedStage> stages;

    private FixedFeatures(FeatureEncoder encoder, List<FittedStage> stages) {
        this.encoder = encoder;
        this.stages = stages;
    }

    /** Those of a pipeline. */
    static FixedFeatures of(Schema schema, FittedPipeline first) {
        return new FixedFeatures(
                new FeatureEncoder(schema, first.stages().subList(0, first.stages().size() - 1)),
                List.of());
    }

    /** Those of other stages. */
    static FixedFeatures of(Schema schema, List<FittedStage> stages) {
        return new FixedFeatures(new FeatureEncoder(schema, stages), stages);
    }

    @Override
    public FeatureVector encode(Example example) {
        return encoder.encode(example.sharedNumbers(), example.sharedTexts());
    }

    @Override
    public void learn(Example example, OnlineLogisticRegression model) {}

    @Override
    public List<FittedStage> stages() {
        return stages;
    }

    @Override
    public long scaledRows() {
        return 0;
    }

    @Override
    public void write(DataOutput out) {}
}
