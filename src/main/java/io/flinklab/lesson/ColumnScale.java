package io.flinklab.lesson;

import io.flinklab.data.Example;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * How large a column's numbers are, and how that changes the first step of training.
 *
 * @param mean of the column's values
 * @param std their sample standard deviation, which Flink ML's StandardScaler divides by
 * @param firstGradient the derivative of the log-loss with respect to the column's coefficient
 *     where a logistic regression starts, with all coefficients 0 and so every score 0.5: the mean
 *     of (0.5 - label) * value
 * @param firstGradientScaled the same after standardising; 0 where {@code std} is 0
 */
public record ColumnScale(
        String column, double mean, double std, double firstGradient, double firstGradientScaled) {
    private static final double FIRST_SCORE = 0.5;

    /**
     * The scale of one column of labelled customers, at least two.
     *
     * @param column a column of numbers
     */
    public static ColumnScale of(Collection<Example> customers, String column) {
        double[] values = CustomerColumn.numbers(customers, column);
        if (values.length < 2) {
            throw new IllegalArgumentException(
                    "A standard deviation needs two customers, found " + values.length);
        }
        double[] labels = customers.stream().mapToDouble(Example::label).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        double std = Math.sqrt(squares / (values.length - 1));
        double[] scaled = Arrays.stream(values).map(x -> std == 0 ? 0 : (x - mean) / std).toArray();
        return new ColumnScale(
                column, mean, std, gradient(values, labels), gradient(scaled, labels));
    }

    private static double gradient(double[] values, double[] labels) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> (FIRST_SCORE - labels[i]) * values[i])
                .average()
                .orElseThrow();
    }
}
