package io.flinklab.serving;

import io.flinklab.data.Schema;
import io.flinklab.data.Example;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Applies a model's stages to a customer one after the other. */
final class Interpreter {
    private static final String MARGIN = "the margin";

    private final List<Step> steps = new ArrayList<>();
    private final Schema schema;
    private final int slots;

    /** Refuses a pipeline whose stages do not fit together. */
    Interpreter(Schema schema, FittedPipeline pipeline) {
        this.schema = schema;
        Columns columns = columns(pipeline.stages());
        slots = columns.count();
    }

    /** Refuses a network whose stages and layers do not fit together. */
    Interpreter(Schema schema, FittedNetwork network) {
        this.schema = schema;
        Columns columns = columns(network.stages());
        steps.add(NetworkStep.of(network, columns, MARGIN));
        slots = columns.count();
    }

    /** Adds the stages' steps; gives the columns that are there then. */
    private Columns columns(List<FittedStage> stages) {
        Columns columns = new Columns(schema);
        for (FittedStage stage : stages) {
            steps.addAll(steps(stage, columns));
        }
        return columns;
    }

    /**
     * The linear predictor, finite; empty for a customer whom the model skips.
     *
     * @throws UnseenCategoryException for a category that the model refuses
     * @throws IllegalArgumentException for a number that is not finite
     */
    OptionalDouble margin(Example customer) {
        Object[] row = customerRow(customer);
        for (Step step : steps) {
            if (!step.apply(row)) {
                return OptionalDouble.empty();
            }
        }
        double margin = (double) row[slots - 1];
        if (!Double.isFinite(margin)) {
            throw new IllegalArgumentException(
                    "Expected numbers that give a finite score; found " + customer + ".");
        }
        return OptionalDouble.of(margin);
    }

    private Object[] customerRow(Example customer) {
        Object[] row = new Object[slots];
        int numbers = schema.numberNames().size();
        double[] values = new double[numbers];
        customer.copyNumbers(values);
        for (int i = 0; i < numbers; i++) {
            row[i] = values[i];
        }
        for (int i = 0; i < schema.categoryNames().size(); i++) {
            row[numbers + i] = customer.text(i);
        }
        return row;
    }

    private static List<Step> steps(FittedStage stage, Columns columns) {
        if (stage instanceof FittedStage.StringIndexer indexer) {
            return CategorySteps.of(indexer, columns);
        } else if (stage instanceof FittedStage.OneHotEncoder encoder) {
            return CategorySteps.of(encoder, columns);
        } else if (stage instanceof FittedStage.Bucketizer bucketizer) {
            return CategorySteps.of(bucketizer, columns);
        } else if (stage instanceof FittedStage.Binarizer binarizer) {
            return CategorySteps.of(binarizer, columns);
        } else if (stage instanceof FittedStage.VectorAssembler assembler) {
            return List.of(VectorSteps.of(assembler, columns));
        } else if (stage instanceof FittedStage.StandardScaler scaler) {
            return List.of(VectorSteps.of(scaler, columns));
        } else if (stage instanceof FittedStage.PolynomialExpansion expansion) {
            return List.of(VectorSteps.of(expansion, columns));
        } else if (stage instanceof FittedStage.Interaction interaction) {
            return List.of(VectorSteps.of(interaction, columns));
        }
        return List.of(VectorSteps.of((FittedStage.LogisticRegression) stage, columns, MARGIN));
    }
}
