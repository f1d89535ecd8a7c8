package io.flinklab.serving;

import io.flinklab.features.FittedStage;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.PipelineColumns.Column;
import io.flinklab.serving.PipelineColumns.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Makes the steps of the stages that turn values into categories, and categories into vectors. */
abstract class CategorySteps implements FittedStage.Visitor {
    /** The columns that exist after the steps so far. */
    final PipelineColumns columns;

    /** The steps of the stages visited so far, in their order. */
    final List<Step> steps = new ArrayList<>();

    CategorySteps(PipelineColumns columns) {
        this.columns = columns;
    }

    @Override
    public final void visit(FittedStage.StringIndexer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            List<String> known = stage.categories().get(i);
            Map<String, Integer> positions = new HashMap<>();
            known.forEach(category -> positions.put(category, positions.size()));
            steps.add(
                    indexing(
                            columns.scalar(stage.inputs().get(i)),
                            columns.add(stage.outputs().get(i), Kind.NUMBER, 1),
                            value -> positions.getOrDefault(text(value), -1),
                            known,
                            known.size(),
                            stage.unseen()));
        }
    }

    @Override
    public final void visit(FittedStage.Bucketizer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            List<Double> known = stage.splits().get(i);
            double[] splits = known.stream().mapToDouble(Double::doubleValue).toArray();
            steps.add(
                    indexing(
                            columns.number(stage.inputs().get(i)),
                            columns.add(stage.outputs().get(i), Kind.NUMBER, 1),
                            value -> FittedStage.Bucketizer.interval(splits, (double) value),
                            known,
                            splits.length - 1,
                            stage.unseen()));
        }
    }

    @Override
    public final void visit(FittedStage.Binarizer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            int input = columns.number(stage.inputs().get(i)).slot();
            int output = columns.add(stage.outputs().get(i), Kind.NUMBER, 1).slot();
            double threshold = stage.thresholds().get(i);
            steps.add(
                    row -> {
                        row[output] = (double) row[input] > threshold ? 1.0 : 0.0;
                        return true;
                    });
        }
    }

    @Override
    public final void visit(FittedStage.Imputer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            int input = columns.number(stage.inputs().get(i)).slot();
            int output = columns.add(stage.outputs().get(i), Kind.NUMBER, 1).slot();
            int column = i;
            steps.add(
                    row -> {
                        row[output] = stage.imputed(column, (double) row[input]);
                        return true;
                    });
        }
    }

    @Override
    public final void visit(FittedStage.OneHotEncoder stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            Column input = columns.number(stage.inputs().get(i));
            int size = stage.sizes().get(i);
            int output = columns.add(stage.outputs().get(i), Kind.VECTOR, size).slot();
            steps.add(
                    row -> {
                        row[output] = indicator(input.name(), (double) row[input.slot()], size);
                        return true;
                    });
        }
    }

    private static Step indexing(
            Column input,
            Column output,
            ToIntFunction<Object> position,
            List<?> known,
            int unseenIndex,
            UnseenCategory unseen) {
        return row -> {
            Object value = row[input.slot()];
            int index = position.applyAsInt(value);
            if (index < 0 && unseen == UnseenCategory.ERROR) {
                throw new UnseenCategoryException(input.name(), value, known);
            }
            row[output.slot()] = (double) (index < 0 ? unseenIndex : index);
            return index >= 0 || unseen != UnseenCategory.SKIP;
        };
    }

    private static double[] indicator(String column, double index, int size) {
        if (index != (int) index || index < 0 || index > size) {
            throw new UnseenCategoryException(
                    column, index, List.of("the whole numbers 0 to " + size));
        }
        double[] vector = new double[size];
        if (index < size) {
            vector[(int) index] = 1;
        }
        return vector;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    /**
     * One stage, ready to run on a row of column values: String, Double, {@code double[]} or a
     * sparse vector.
     */
    @FunctionalInterface
    interface Step {
        /** Fills this stage's columns; false leaves the row out of the result. */
        boolean apply(Object[] row);
    }
}
