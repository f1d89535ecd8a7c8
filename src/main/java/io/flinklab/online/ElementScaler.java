package io.flinklab.online;

import io.flinklab.features.FeatureVector;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Scales some elements of vectors as Flink ML's StandardScaler does, by means and deviations that
 * follow the rows. For one thread.
 */
final class ElementScaler {
    /** A smaller deviation is taken for none. */
    private static final double SMALLEST = 1 / OnlineLogisticRegression.LARGEST_FEATURE;

    private final RunningScaler running;
    private int[] positions;
    private double[] means;
    private double[] factors;

    /**
     * A scaler that goes on from what is known of these elements.
     *
     * @param positions of the elements, ascending
     */
    ElementScaler(RunningScaler running, int[] positions) {
        this.running = running;
        this.positions = positions;
        refresh();
    }

    private void refresh() {
        means = running.means();
        factors =
                Arrays.stream(running.sampleDeviations())
                        .map(each -> each < SMALLEST ? 0 : 1 / each)
                        .toArray();
    }

    /** The same elements are elsewhere from now on. */
    void move(int[] places) {
        positions = places;
    }

    /**
     * A copy of a vector with these elements scaled.
     *
     * @throws IllegalArgumentException one of them is so large that its square has no double
     */
    FeatureVector scaled(FeatureVector raw) {
        double[] values = new double[raw.count()];
        int[] indices = new int[raw.count()];
        int next = 0;
        for (int k = 0; k < values.length; k++) {
            indices[k] = raw.index(k);
            values[k] = raw.value(k);
            if (next < positions.length && indices[k] == positions[next]) {
                values[k] = (limited(values[k]) - means[next]) * factors[next];
                next++;
            }
        }
        return raw.isDense()
                ? FeatureVector.of(values)
                : FeatureVector.of(raw.size(), indices, values);
    }

    private static double limited(double value) {
        if (!(Math.abs(value) <= OnlineLogisticRegression.LARGEST_FEATURE)) {
            throw new IllegalArgumentException(
                    "Expected numbers of at most %s in size; found %s."
                            .formatted(OnlineLogisticRegression.LARGEST_FEATURE, value));
        }
        return value;
    }

    /** Takes a vector, in which all of these elements are kept, into means and deviations. */
    void learn(FeatureVector raw) {
        double[] elements = new double[positions.length];
        int next = 0;
        for (int k = 0; k < raw.count() && next < elements.length; k++) {
            if (raw.index(k) == positions[next]) {
                elements[next++] = raw.value(k);
            }
        }
        running.learn(FeatureVector.of(elements));
        refresh();
    }

    /** One for each element, in a new array. */
    double[] means() {
        return running.means();
    }

    /** As {@link RunningScaler#sampleDeviations}. */
    double[] deviations() {
        return running.sampleDeviations();
    }

    /**
     * Makes of weights of the scaled elements those of the elements as they are.
     *
     * @param weights of all elements, in whose place the others come
     * @return what they add to the intercept
     */
    double unscale(double[] weights) {
        double shift = 0;
        for (int i = 0; i < positions.length; i++) {
            weights[positions[i]] *= factors[i];
            shift -= weights[positions[i]] * means[i];
        }
        return shift;
    }

    /** Rows that it has learned. */
    long rows() {
        return running.rows();
    }

    /** Writes what {@link RunningScaler#read} reads. */
    void write(DataOutput out) throws IOException {
        running.write(out);
    }
}
