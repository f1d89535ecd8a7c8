package io.flinklab.evaluation.flink;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.types.Row;

/** A table's row to its label, its score and its weight. */
final class ScoredRow implements MapFunction<Row, Tuple3<Double, Double, Double>> {
    private static final long serialVersionUID = 1L;

    private final String labelColumn;
    private final String scoreColumn;
    private final String weightColumn;

    /** Without a weight column (null) each row weighs 1. */
    ScoredRow(String labelColumn, String scoreColumn, String weightColumn) {
        this.labelColumn = labelColumn;
        this.scoreColumn = scoreColumn;
        this.weightColumn = weightColumn;
    }

    @Override
    public Tuple3<Double, Double, Double> map(Row row) {
        return Tuple3.of(
                number(row, labelColumn),
                score(row),
                weightColumn == null ? 1.0 : number(row, weightColumn));
    }

    private double score(Row row) {
        if (row.getField(scoreColumn) instanceof Vector vector && vector.size() == 2) {
            return vector.get(1);
        }
        return number(row, scoreColumn);
    }

    private static double number(Row row, String column) {
        if (row.getField(column) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(
                ("Column %s has a number in each row"
                                + " (the score's column may have a vector of 2); found %s.")
                        .formatted(column, row.getField(column)));
    }
}
