package io.flinklab.evaluation;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The metrics as their definitions read: every pair, every threshold, nothing sorted or shared. */
record BruteForce(RandomRows rows) {

    double auroc() {
        double won = 0;
        double pairs = 0;
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < rows.size(); j++) {
                if (rows.labels()[i] == 1 && rows.labels()[j] == 0) {
                    double weight = rows.weights()[i] * rows.weights()[j];
                    int order = Double.compare(rows.scores()[i], rows.scores()[j]);
                    won += weight * (order > 0 ? 1 : order == 0 ? 0.5 : 0);
                    pairs += weight;
                }
            }
        }
        return won / pairs;
    }

    double averagePrecision() {
        double sum = 0;
        double last = 0;
        for (double threshold : thresholds()) {
            sum += (recall(threshold) - last) * precision(threshold);
            last = recall(threshold);
        }
        return sum;
    }

    double areaUnderPr() {
        double sum = 0;
        double lastRecall = 0;
        double lastPrecision = 1;
        for (double threshold : thresholds()) {
            double precision = precision(threshold);
            sum += (recall(threshold) - lastRecall) * (precision + lastPrecision) / 2;
            lastRecall = recall(threshold);
            lastPrecision = precision;
        }
        return sum;
    }

    double ks() {
        return Arrays.stream(thresholds())
                .map(t -> Math.abs(recall(t) - caught(t, 0) / weight(i -> label(i) == 0)))
                .max()
                .orElseThrow();
    }

    /** A positive is above half of its own class and, with chance AUROC, above a negative. */
    double lorenz() {
        double share = weight(i -> label(i) == 1) / weight(i -> true);
        return share / 2 + (1 - share) * auroc();
    }

    double cost(double threshold, double falseNegative, double falsePositive) {
        double missed = weight(i -> label(i) == 1 && rows.scores()[i] < threshold);
        return (falseNegative * missed + falsePositive * caught(threshold, 0)) / weight(i -> true);
    }

    double precision(double threshold) {
        return caught(threshold, 1) / weight(i -> rows.scores()[i] >= threshold);
    }

    double recall(double threshold) {
        return caught(threshold, 1) / weight(i -> label(i) == 1);
    }

    /** The distinct scores of rows that have weight, falling. */
    double[] thresholds() {
        return IntStream.range(0, rows.size())
                .filter(i -> rows.weights()[i] > 0)
                .mapToDouble(i -> -rows.scores()[i])
                .distinct()
                .sorted()
                .map(score -> -score)
                .toArray();
    }

    private double caught(double threshold, double label) {
        return weight(i -> label(i) == label && rows.scores()[i] >= threshold);
    }

    private double label(int i) {
        return rows.labels()[i];
    }

    private double weight(IntPredicate condition) {
        return IntStream.range(0, rows.size())
                .filter(condition)
                .mapToDouble(i -> rows.weights()[i])
                .sum();
    }
}
