package io.flinklab.serving;

import io.flinklab.data.Schema;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.serving.CategorySteps.Step;
import java.util.List;
import java.util.OptionalDouble;

/** Applies a model's stages to a row one after the other. */
final class Interpreter {
    private final List<Step> steps;
    private final int slots;

    private Interpreter(StageSteps made) {
        steps = made.steps;
        slots = made.columns.count();
    }

    /** Refuses a pipeline whose stages do not fit together. */
    static Interpreter of(Schema schema, FittedPipeline pipeline) {
        return new Interpreter(steps(schema, pipeline.stages()));
    }

    /** Refuses a network whose stages and layers do not fit together. */
    static Interpreter of(Schema schema, FittedNetwork network) {
        StageSteps steps = steps(schema, network.stages());
        steps.add(network);
        return new Interpreter(steps);
    }

    private static StageSteps steps(Schema schema, List<FittedStage> stages) {
        StageSteps steps = new StageSteps(schema);
        stages.forEach(stage -> stage.accept(steps));
        return steps;
    }

    /**
     * The linear predictor, not finite where a number is not; empty for a row that the model skips.
     *
     * @param numbers of the schema's numeric columns, in their order
     * @param texts of the schema's category columns, likewise
     * @throws UnseenCategoryException for a category that the model refuses
     * @throws IllegalArgumentException for a number that is not finite
     */
    OptionalDouble margin(double[] numbers, String[] texts) {
        Object margin = last(numbers, texts);
        return margin == null ? OptionalDouble.empty() : OptionalDouble.of((double) margin);
    }

    /** The number of the row's segment and its score; null for a row that the model skips. */
    double[] segment(double[] numbers, String[] texts) {
        return (double[]) last(numbers, texts);
    }

    /** What the last step gives; null for a row that the model skips. */
    private Object last(double[] numbers, String[] texts) {
        Object[] row = new Object[slots];
        for (int i = 0; i < numbers.length; i++) {
            row[i] = numbers[i];
        }
        System.arraycopy(texts, 0, row, numbers.length, texts.length);
        for (Step step : steps) {
            if (!step.apply(row)) {
                return null;
            }
        }
        return row[slots - 1];
    }
}
