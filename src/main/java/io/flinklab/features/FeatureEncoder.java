package io.flinklab.features;

import io.flinklab.data.Schema;
import java.util.ArrayList;
import java.util.List;

/** Turns examples into features in plain Java, as Flink ML's fitted stages do. For one thread. */
public final class FeatureEncoder {
    private final ScalarSteps.Step[] steps;
    private final FeatureRow row;
    private final FeatureVector features;

    /**
     * An encoder of these stages.
     *
     * @param stages as {@link FeatureFit} gives them; the column {@code features} is among those
     *     that they add
     */
    public FeatureEncoder(Schema schema, List<FittedStage> stages) {
        FeatureColumns columns = new FeatureColumns(schema);
        List<ScalarSteps.Step> made = new ArrayList<>();
        FeatureSteps visitor = new FeatureSteps(columns, made);
        stages.forEach(stage -> stage.accept(visitor));
        steps = made.toArray(ScalarSteps.Step[]::new);
        row = columns.newRow();
        features = row.vectors[columns.get(FeaturePlan.FEATURES).slot()];
    }

    /**
     * The features of an example; null where a stage leaves it out. The next call fills the same
     * vector again.
     *
     * @param numbers of the schema's numeric columns, in their order
     * @param texts of the schema's category columns, likewise
     * @throws IllegalArgumentException a stage refuses a value
     */
    public FeatureVector encode(double[] numbers, String[] texts) {
        row.read(numbers, texts);
        for (ScalarSteps.Step step : steps) {
            if (!step.apply(row)) {
                return null;
            }
        }
        return features;
    }
}
