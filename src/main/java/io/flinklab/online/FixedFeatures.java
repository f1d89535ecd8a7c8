package io.flinklab.online;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.features.FeatureEncoder;
import io.flinklab.features.FeatureVector;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import java.io.DataOutput;
import java.util.List;

/** The warm start's features, which stay as they are. */
final class FixedFeatures implements LearnedFeatures {
    private final FeatureEncoder encoder;

    FixedFeatures(Schema schema, FittedPipeline first) {
        encoder = new FeatureEncoder(schema, first.stages().subList(0, first.stages().size() - 1));
    }

    @Override
    public FeatureVector encode(Example example) {
        return encoder.encode(example.sharedNumbers(), example.sharedTexts());
    }

    @Override
    public void learn(Example example, OnlineLogisticRegression model) {}

    @Override
    public List<FittedStage> stages() {
        return List.of();
    }

    @Override
    public long scaledRows() {
        return 0;
    }

    @Override
    public void write(DataOutput out) {}
}
