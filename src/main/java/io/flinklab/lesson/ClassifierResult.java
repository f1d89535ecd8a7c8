package io.flinklab.lesson;

import io.flinklab.evaluation.Confusion;
import io.flinklab.evaluation.Evaluation;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.flink.types.Row;

/**
 * What a classifier got on test rows.
 *
 * @param name of the algorithm
 * @param predictions the predicted classes against the labels
 * @param scores the metrics of the scores; null where the algorithm gives a class alone
 */
public record ClassifierResult(String name, Confusion predictions, Evaluation scores) {
    /** The columns of {@link #toList()}. */
    public static final List<String> COLUMNS =
            List.of(
                    "algorithm",
                    "right",
                    "accuracy",
                    "precision",
                    "recall",
                    "AUROC",
                    "average precision");

    private static final String PREDICTION = "prediction";

    /**
     * A classifier that gives a class and no score.
     *
     * @param rows with a {@code prediction} of 0 or 1, at least one
     * @param label the column of the labels, 0 or 1
     */
    public static ClassifierResult ofClasses(String name, List<Row> rows, String label) {
        double[] classes = KeptTable.numbers(rows, PREDICTION);
        double[] labels = KeptTable.numbers(rows, label);
        return new ClassifierResult(name, Evaluation.of(labels, classes).confusion(), null);
    }

    /**
     * A classifier that also gives a score.
     *
     * @param rows with a {@code prediction} of 0 or 1, at least one
     * @param label the column of the labels, 0 or 1
     * @param score any number, higher where label 1 is more probable; only the order counts
     */
    public static ClassifierResult of(
            String name, List<Row> rows, String label, ToDoubleFunction<Row> score) {
        double[] scores = rows.stream().mapToDouble(score).toArray();
        double[] ranks = ranks(scores);
        return new ClassifierResult(
                name,
                ofClasses(name, rows, label).predictions(),
                Evaluation.of(KeptTable.numbers(rows, label), ranks));
    }

    /** The fields as a table's row; null where there is no score. */
    public List<Object> toList() {
        return Arrays.asList(
                name,
                (long) (predictions.tp() + predictions.tn()),
                predictions.accuracy(),
                predictions.precision(),
                predictions.recall(),
                scores == null ? null : scores.auroc(),
                scores == null ? null : scores.averagePrecision());
    }

    /** Scores in the same order, between 0 and 1, as the evaluation wants them. */
    private static double[] ranks(double[] scores) {
        double[] sorted = Arrays.stream(scores).sorted().distinct().toArray();
        return Arrays.stream(scores)
                .map(score -> (double) Arrays.binarySearch(sorted, score) / sorted.length)
                .toArray();
    }
}
