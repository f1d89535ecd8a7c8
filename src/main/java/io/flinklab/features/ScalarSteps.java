package io.flinklab.features;

import io.flinklab.features.FeatureColumns.Kind;
import io.flinklab.features.FeatureColumns.Slot;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the steps that apply fitted stages to a row, without an object for each value. They
 * calculate as Flink ML's transform does, operation by operation. Here are those of numbers and
 * categories.
 */
abstract class ScalarSteps implements FittedStage.Visitor {
    /** One stage or its statistics, ready to run on a row. */
    @FunctionalInterface
    interface Step {
        /** Fills this stage's columns; false leaves the row out of the result. */
        boolean apply(FeatureRow row);
    }

    final FeatureColumns columns;
    final List<Step> steps;

    ScalarSteps(FeatureColumns columns, List<Step> steps) {
        this.columns = columns;
        this.steps = steps;
    }

    @Override
    public final void visit(FittedStage.StringIndexer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            Slot input = columns.get(stage.inputs().get(i));
            int from = input.slot();
            int to = columns.addNumber(stage.outputs().get(i)).slot();
            Map<String, Integer> positions = new HashMap<>();
            stage.categories().get(i).forEach(each -> positions.put(each, positions.size()));
            Latest latest = new Latest();
            Index index = new Index(stage.inputs().get(i), positions.size(), stage.unseen());
            if (input.kind() == Kind.TEXT) {
                steps.add(
                        row -> {
                            String value = row.texts[from];
                            int position = latest.find(value);
                            if (position == Latest.UNKNOWN) {
                                position = latest.put(value, positions.getOrDefault(value, -1));
                            }
                            return index.put(row, to, position, value);
                        });
            } else {
                Map<Double, Integer> ofNumbers = new HashMap<>();
                steps.add(
                        row -> {
                            Double value = row.numbers[from];
                            Integer found = ofNumbers.get(value);
                            if (found == null) {
                                found = positions.getOrDefault(value.toString(), -1);
                                if (found >= 0) {
                                    ofNumbers.put(value, found);
                                }
                            }
                            return index.put(row, to, found, value);
                        });
            }
        }
    }

    /**
     * Positions of texts that were asked for lately, found by the object and not by its letters.
     */
    private static final class Latest {
        static final int UNKNOWN = -2;

        private static final int SIZE = 4;

        private final String[] texts = new String[SIZE];
        private final int[] positions = new int[SIZE];
        private int next;

        Latest() {
            Arrays.fill(positions, UNKNOWN);
        }

        int find(String text) {
            for (int i = 0; i < SIZE; i++) {
                if (texts[i] == text) {
                    return positions[i];
                }
            }
            return UNKNOWN;
        }

        int put(String text, int position) {
            texts[next] = text;
            positions[next] = position;
            next = (next + 1) % SIZE;
            return position;
        }
    }

    /** Where a position goes, and what becomes of a value that has none. */
    private record Index(String column, int unseenIndex, UnseenCategory unseen) {

        boolean put(FeatureRow row, int to, int position, Object value) {
            if (position < 0 && unseen == UnseenCategory.ERROR) {
                throw new IllegalArgumentException(
                        column + ": expected a value that the stages know; found " + value + ".");
            }
            row.numbers[to] = position < 0 ? unseenIndex : position;
            return position >= 0 || unseen != UnseenCategory.SKIP;
        }
    }

    @Override
    public final void visit(FittedStage.OneHotEncoder stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            Slot input = columns.get(stage.inputs().get(i));
            int size = stage.sizes().get(i);
            int to = columns.addVector(stage.outputs().get(i), size).slot();
            steps.add(
                    row -> {
                        double index = row.numbers[input.slot()];
                        if (index != (int) index || index < 0 || index > size) {
                            throw new IllegalArgumentException(
                                    "%s: expected a whole number from 0 to %s; found %s."
                                            .formatted(input.name(), size, index));
                        }
                        row.vectors[to].clear();
                        if (index < size) {
                            row.vectors[to].put((int) index, 1);
                        }
                        return true;
                    });
        }
    }

    @Override
    public final void visit(FittedStage.Bucketizer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            int from = columns.get(stage.inputs().get(i)).slot();
            int to = columns.addNumber(stage.outputs().get(i)).slot();
            double[] splits = unboxed(stage.splits().get(i));
            Index index = new Index(stage.inputs().get(i), splits.length - 1, stage.unseen());
            steps.add(
                    row -> {
                        double value = row.numbers[from];
                        int interval = FittedStage.Bucketizer.interval(splits, value);
                        return index.put(row, to, interval, value);
                    });
        }
    }

    @Override
    public final void visit(FittedStage.Binarizer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            int from = columns.get(stage.inputs().get(i)).slot();
            int to = columns.addNumber(stage.outputs().get(i)).slot();
            double threshold = stage.thresholds().get(i);
            steps.add(
                    row -> {
                        row.numbers[to] = row.numbers[from] > threshold ? 1 : 0;
                        return true;
                    });
        }
    }

    @Override
    public final void visit(FittedStage.Imputer stage) {
        for (int i = 0; i < stage.inputs().size(); i++) {
            int from = columns.get(stage.inputs().get(i)).slot();
            int to = columns.addNumber(stage.outputs().get(i)).slot();
            int column = i;
            steps.add(
                    row -> {
                        row.numbers[to] = stage.imputed(column, row.numbers[from]);
                        return true;
                    });
        }
    }

    static double[] unboxed(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
