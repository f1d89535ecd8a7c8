package io.flinklab.serving;

import io.flinklab.data.Schema;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Applies a model's stages to a row one after the other. */
final class Interpreter {
    private static final String MARGIN = "the margin";

    private final List<Step> steps = new ArrayList<>();
    private final Schema schema;
    private final int slots;

    /** Refuses a pipeline whose stages do not fit together. */
    Interpreter(Schema schema, FittedPipeline pipeline) {
        this.schema = schema;
        PipelineColumns columns = columns(pipeline.stages());
        slots = columns.count();
    }

    /** Refuses a network whose stages and layers do not fit together. */
    Interpreter(Schema schema, FittedNetwork network) {
        this.schema = schema;
        PipelineColumns columns = columns(network.stages());
        steps.add(NetworkStep.of(network, columns, MARGIN));
        slots = columns.count();
    }

    /** Adds the stages' steps; gives the columns that are there then. */
    private PipelineColumns columns(List<FittedStage> stages) {
        StageSteps visitor = new StageSteps();
        stages.forEach(stage -> stage.accept(visitor));
        return visitor.columns;
    }

    /**
     * The linear predictor, not finite where a number is not; empty for a row that the model skips.
     *
     * @param numbers by position, as {@link CustomerColumns#NUMBERS} names them
     * @param texts likewise
     * @throws UnseenCategoryException for a category that the model refuses
     * @throws IllegalArgumentException for a number that is not finite
     */
    OptionalDouble margin(double[] numbers, String[] texts) {
        Object[] row = new Object[slots];
        for (int i = 0; i < numbers.length; i++) {
            row[i] = numbers[i];
        }
        System.arraycopy(texts, 0, row, numbers.length, texts.length);
        for (Step step : steps) {
            if (!step.apply(row)) {
                return OptionalDouble.empty();
            }
        }
        return OptionalDouble.of((double) row[slots - 1]);
    }

    /** Adds the steps of each stage that it visits. */
    private final class StageSteps implements FittedStage.Visitor {
        private final PipelineColumns columns = new PipelineColumns(schema);

        @Override
        public void visit(FittedStage.StringIndexer stage) {
            steps.addAll(CategorySteps.of(stage, columns));
        }

        @Override
        public void visit(FittedStage.OneHotEncoder stage) {
            steps.addAll(CategorySteps.of(stage, columns));
        }

        @Override
        public void visit(FittedStage.Bucketizer stage) {
            steps.addAll(CategorySteps.of(stage, columns));
        }

        @Override
        public void visit(FittedStage.Binarizer stage) {
            steps.addAll(CategorySteps.of(stage, columns));
        }

        @Override
        public void visit(FittedStage.Imputer stage) {
            steps.addAll(CategorySteps.of(stage, columns));
        }

        @Override
        public void visit(FittedStage.VectorAssembler stage) {
            steps.add(VectorSteps.of(stage, columns));
        }

        @Override
        public void visit(FittedStage.StandardScaler stage) {
            steps.add(VectorSteps.of(stage, columns));
        }

        @Override
        public void visit(FittedStage.PolynomialExpansion stage) {
            steps.add(VectorSteps.of(stage, columns));
        }

        @Override
        public void visit(FittedStage.Interaction stage) {
            steps.add(VectorSteps.of(stage, columns));
        }

        @Override
        public void visit(FittedStage.LogisticRegression stage) {
            steps.add(VectorSteps.of(stage, columns, MARGIN));
        }
    }
}
