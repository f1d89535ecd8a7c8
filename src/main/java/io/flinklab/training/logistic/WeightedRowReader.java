package io.flinklab.training.logistic;

import io.flinklab.training.TrainingException;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.ml.linalg.SparseVector;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.table.api.Table;
import org.apache.flink.types.Row;

/** Checks one row of the training table and takes what training needs of it. */
final class WeightedRowReader extends RichMapFunction<Row, WeightedRow> {
    private final String featuresColumn;
    private final String labelColumn;
    private final String weightColumn;
    private long rowNumber;

    /** Without a weight column (null) each row weighs 1. */
    WeightedRowReader(String featuresColumn, String labelColumn, String weightColumn) {
        this.featuresColumn = featuresColumn;
        this.labelColumn = labelColumn;
        this.weightColumn = weightColumn;
    }

    /** Refuses tables that lack one of the columns. */
    void requireColumns(Table... inputs) {
        if (inputs.length != 1) {
            throw new TrainingException("Training takes one table; found " + inputs.length + ".");
        }
        List<String> present = inputs[0].getResolvedSchema().getColumnNames();
        Stream.of(featuresColumn, labelColumn, weightColumn)
                .filter(Objects::nonNull)
                .filter(name -> !present.contains(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new TrainingException(
                                    "There is no column \""
                                            + name
                                            + "\" in the training table; found "
                                            + present
                                            + ". Set featuresCol, labelCol and weightCol to"
                                            + " columns of that table.");
                        });
    }

    @Override
    public WeightedRow map(Row row) {
        rowNumber++;
        Object features = row.getField(featuresColumn);
        if (features instanceof SparseVector sparse) {
            return row(row, sparse.size(), sparse.values, k -> sparse.indices[k]);
        } else if (features instanceof Vector vector) {
            return row(row, vector.size(), vector.toDense().values, k -> k);
        }
        throw refusal(featuresColumn, "a Flink ML vector", features);
    }

    private WeightedRow row(Row row, int size, double[] features, IntUnaryOperator index) {
        for (int k = 0; k < features.length; k++) {
            if (!Double.isFinite(features[k])) {
                throw refusal(
                        featuresColumn + "[" + index.applyAsInt(k) + "]",
                        "a finite number",
                        features[k]);
            }
        }
        return WeightedRow.of(
                size, features.length, index, k -> features[k], label(row), weight(row));
    }

    private double label(Row row) {
        double label = number(row, labelColumn, "a number, 0 or 1");
        if (label != 0 && label != 1) {
            throw refusal(labelColumn, "0 or 1", label);
        }
        return label;
    }

    private double weight(Row row) {
        if (weightColumn == null) {
            return 1;
        }
        double weight = number(row, weightColumn, "a number, 0 or more");
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw refusal(weightColumn, "a finite number, 0 or more", weight);
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
