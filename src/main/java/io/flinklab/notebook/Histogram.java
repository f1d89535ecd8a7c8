package io.flinklab.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts of values in intervals of the same width, whose borders are round numbers.
 *
 * @param low where the first interval begins
 * @param counts how many values are from the interval's beginning to below its end
 */
record Histogram(double low, double width, double[] counts) {
    private static final double[] ROUND = {1, 2, 5, 10};

    /** About as many intervals as asked for. */
    static Histogram of(double[] values, int bins) {
        if (bins < 1 || values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "A histogram needs 1 or more bins and finite values; found %s bins, %s values."
                            .formatted(bins, values.length));
        }
        double lowest = Arrays.stream(values).min().orElseThrow();
        double highest = Arrays.stream(values).max().orElseThrow();
        double width = roundWidth(lowest, highest, bins);
        long first = (long) Math.floor(lowest / width);
        int length = (int) ((long) Math.floor(highest / width) - first) + 1;
        double[] counts = new double[length];
        for (double value : values) {
            counts[(int) ((long) Math.floor(value / width) - first)]++;
        }
        return new Histogram(first * width, width, counts);
    }

    /** The intervals, each as "from–to". */
    List<String> labels() {
        return IntStream.range(0, counts.length)
                .mapToObj(i -> border(i) + "–" + border(i + 1))
                .toList();
    }

    /** Where interval i begins and the one before it ends. */
    String border(int i) {
        return ChartText.number(low + i * width);
    }

    int tallest() {
        return IntStream.range(0, counts.length)
                .reduce(0, (best, i) -> counts[i] > counts[best] ? i : best);
    }

    private static double roundWidth(double lowest, double highest, int bins) {
        if (lowest == highest) {
            return 1;
        }
        double wanted = (highest - lowest) / bins;
        double magnitude = Math.pow(10, Math.floor(Math.log10(wanted)));
        return Arrays.stream(ROUND)
                .map(round -> round * magnitude)
                .boxed()
                .min(
                        (a, b) ->
                                Double.compare(
                                        Math.abs(Math.log(a / wanted)),
                                        Math.abs(Math.log(b / wanted))))
                .orElseThrow();
    }
}
