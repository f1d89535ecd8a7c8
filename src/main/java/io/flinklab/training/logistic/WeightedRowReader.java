package io.flinklab.training.logistic;

import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.types.Row;

/** Checks one row of the training table and takes what training needs of it. */
final class WeightedRowReader extends RichMapFunction<Row, WeightedRow> {
    private final TrainingColumns columns;
    private long rowNumber;

    WeightedRowReader(TrainingColumns columns) {
        this.columns = columns;
    }

    @Override
    public WeightedRow map(Row row) {
        rowNumber++;
        return WeightedRow.of(features(row), label(row), weight(row));
    }

    private double[] features(Row row) {
        Object value = row.getField(columns.features());
        if (!(value instanceof Vector)) {
            throw refusal(columns.features(), "a Flink ML vector", value);
        }
        double[] features = ((Vector) value).toDense().values;
        for (int i = 0; i < features.length; i++) {
            if (!Double.isFinite(features[i])) {
                throw refusal(columns.features() + "[" + i + "]", "a finite number", features[i]);
            }
        }
        return features;
    }

    private double label(Row row) {
        double label = number(row, columns.label(), "a number, 0 or 1");
        if (label != 0 && label != 1) {
            throw refusal(columns.label(), "0 or 1", label);
        }
        return label;
    }

    private double weight(Row row) {
        if (columns.weight() == null) {
            return 1;
        }
        double weight = number(row, columns.weight(), "a number, 0 or more");
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw refusal(columns.weight(), "a finite number, 0 or more", weight);
        }
        return weight;
    }

    private double number(Row row, String column, String expected) {
        if (row.getField(column) instanceof Number number) {
            return number.doubleValue();
        }
        throw refusal(column, expected, row.getField(column));
    }

    private TrainingException refusal(String column, String expected, Object found) {
        int subtasks = getRuntimeContext().getNumberOfParallelSubtasks();
        int subtask = getRuntimeContext().getIndexOfThisSubtask() + 1;
        return new TrainingException(
                "Training row "
                        + rowNumber
                        + (subtasks == 1 ? "" : " of subtask " + subtask + " of " + subtasks)
                        + " (counted from 1), column "
                        + column
                        + ": expected "
                        + expected
                        + "; found "
                        + found
                        + ". Correct the row or leave it out before training.");
    }
}
