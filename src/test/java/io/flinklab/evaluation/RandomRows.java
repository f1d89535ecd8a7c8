package io.flinklab.evaluation;

import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Small seeded cases: few or many distinct scores, with or without weights, some of them 0. */
record RandomRows(double[] labels, double[] scores, double[] weights) {

    static Stream<RandomRows> cases(int count) {
        return LongStream.range(0, count).mapToObj(RandomRows::of);
    }

    /** Both labels have weight. */
    static RandomRows of(long seed) {
        Random random = new Random(seed);
        int rows = 2 + random.nextInt(30);
        int distinctScores = random.nextBoolean() ? 1 + random.nextInt(5) : 1 << 20;
        boolean weighted = random.nextBoolean();
        double[] labels = random.doubles(rows).map(d -> d < 0.4 ? 1 : 0).toArray();
        double[] scores =
                random.ints(rows, 0, distinctScores + 1)
                        .mapToDouble(i -> (double) i / distinctScores)
                        .toArray();
        double[] weights =
                random.doubles(rows).map(d -> !weighted ? 1 : d < 0.2 ? 0 : 3 * d).toArray();
        labels[0] = 0;
        weights[0] = 1;
        labels[1] = 1;
        weights[1] = 1;
        return new RandomRows(labels, scores, weights);
    }

    int size() {
        return labels.length;
    }

    Evaluation evaluate(double threshold) {
        return Evaluation.of(labels, scores, weights, threshold);
    }

    Evaluation evaluate() {
        return evaluate(Evaluation.DEFAULT_THRESHOLD);
    }

    /** The same rows in another order. */
    RandomRows shuffled(long seed) {
        Random random = new Random(seed);
        RandomRows other = new RandomRows(labels.clone(), scores.clone(), weights.clone());
        for (int i = size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            swap(other.labels, i, j);
            swap(other.scores, i, j);
            swap(other.weights, i, j);
        }
        return other;
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
