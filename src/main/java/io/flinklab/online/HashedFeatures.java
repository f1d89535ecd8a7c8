package io.flinklab.online;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.features.FeatureEncoder;
import io.flinklab.features.FeatureHashing;
import io.flinklab.features.FeatureVector;
import io.flinklab.features.FittedStage;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * All columns, hashed into one vector. What the learner sees of the elements that numbers go to is
 * scaled by the rows so far, since it learns nothing of salaries beside flags; a version's weights
 * are those of the numbers as they are, with the same scores.
 */
final class HashedFeatures implements LearnedFeatures {
    private final FeatureEncoder encoder;
    private final List<FittedStage> stages;
    private final ElementScaler scaler;

    private HashedFeatures(FeatureEncoder encoder, List<FittedStage> stages, ElementScaler scaler) {
        this.encoder = encoder;
        this.stages = stages;
        this.scaler = scaler;
    }

    /**
     * Those of stages that end with a FeatureHasher.
     *
     * @param running what is known of the numbers; null before the first row
     */
    static HashedFeatures of(Schema schema, List<FittedStage> stages, RunningScaler running) {
        FittedStage.FeatureHasher hasher =
                (FittedStage.FeatureHasher) stages.get(stages.size() - 1);
        int[] positions =
                new FeatureHashing(hasher, schema.categoryNames()::contains).numberPositions();
        return new HashedFeatures(
                new FeatureEncoder(schema, stages),
                stages,
                new ElementScaler(
                        running == null ? new RunningScaler(positions.length) : running,
                        positions));
    }

    private FeatureVector unscaled(Example example) {
        return encoder.encode(example.sharedNumbers(), example.sharedTexts());
    }

    @Override
    public FeatureVector encode(Example example) {
        return scaler.scaled(unscaled(example));
    }

    @Override
    public void learn(Example example, OnlineLogisticRegression model) {
        scaler.learn(unscaled(example));
    }

    @Override
    public double unscale(double[] weights) {
        return scaler.unscale(weights);
    }

    @Override
    public List<FittedStage> stages() {
        return stages;
    }

    @Override
    public long scaledRows() {
        return 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        scaler.write(out);
    }
}
