package io.flinklab.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Counts of values in intervals of the same width, the last one closed. */
record Histogram(double low, double width, double[] counts) {

    static Histogram of(double[] values, int bins) {
        if (bins < 1 || values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "A histogram needs 1 or more bins and finite values; found %d bins, %d values."
                            .formatted(bins, values.length));
        }
        double low = Arrays.stream(values).min().orElseThrow();
        double high = Arrays.stream(values).max().orElseThrow();
        double width = high > low ? (high - low) / bins : 1;
        double[] counts = new double[bins];
        for (double value : values) {
            counts[Math.min(bins - 1, (int) ((value - low) / width))]++;
        }
        return new Histogram(low, width, counts);
    }

    /** Where each interval begins. */
    List<String> labels() {
        return IntStream.range(0, counts.length).mapToObj(i -> border(i)).toList();
    }

    /** Where interval i begins and the one before it ends. */
    String border(int i) {
        return ChartText.number(low + i * width);
    }

    int tallest() {
        return IntStream.range(0, counts.length)
                .reduce(0, (best, i) -> counts[i] > counts[best] ? i : best);
    }
}
