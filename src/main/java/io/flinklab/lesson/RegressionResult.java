package io.flinklab.lesson;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.types.Row;

/**
 * How well a regression predicts numbers.
 *
 * @param target the column that was predicted
 * @param error root of the mean squared error, in the target's unit
 * @param spread the same for the mean of these rows, which knows nothing of any row
 */
public record RegressionResult(String target, double error, double spread) {
    /** The columns of {@link #toList()}. */
    public static final List<String> COLUMNS =
            List.of("target", "error", "error of the mean", "R²");

    /**
     * Measures.
     *
     * @param rows with the target and a {@code prediction}, at least one
     */
    public static RegressionResult of(List<Row> rows, String target) {
        double[] truth = KeptTable.numbers(rows, target);
        double[] predictions = KeptTable.numbers(rows, "prediction");
        double[] mean = new double[truth.length];
        Arrays.fill(mean, Arrays.stream(truth).average().orElseThrow());
        return new RegressionResult(target, error(truth, predictions), error(truth, mean));
    }

    /**
     * R squared, the share of the variance that is explained: 1 is perfect, 0 as good as the mean,
     * below 0 worse.
     */
    public double explained() {
        return 1 - error * error / (spread * spread);
    }

    /** The fields as a table's row. */
    public List<Object> toList() {
        return List.of(target, error, spread, explained());
    }

    private static double error(double[] truth, double[] predictions) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            sum += (truth[i] - predictions[i]) * (truth[i] - predictions[i]);
        }
        return Math.sqrt(sum / truth.length);
    }
}
