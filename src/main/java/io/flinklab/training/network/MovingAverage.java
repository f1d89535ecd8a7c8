package io.flinklab.training.network;

import java.io.Serializable;

/**
 * Exponential moving average of the parameters over the steps, which is steadier than the
 * parameters after a single batch (Polyak and Juditsky, 1992). The decay is smaller in the first
 * steps, so that the average soon forgets where training started.
 */
final class MovingAverage implements Serializable {
    private static final long serialVersionUID = 1;

    private final double decay;
    private final double[] values;
    private int steps;

    /**
     * @param decay how much of the old average remains after a late step; 0 for no average
     * @param start the parameters before the first step
     */
    MovingAverage(double decay, double[] start) {
        this(decay, start.clone(), 0);
    }

    /** After so many steps. */
    MovingAverage(double decay, double[] values, int steps) {
        this.decay = decay;
        this.values = values;
        this.steps = steps;
    }

    /** How many parameters were averaged. */
    int steps() {
        return steps;
    }

    void add(double[] parameters) {
        steps++;
        double kept = Math.min(decay, (1.0 + steps) / (10.0 + steps));
        for (int i = 0; i < values.length; i++) {
            values[i] = kept * values[i] + (1 - kept) * parameters[i];
        }
    }

    double[] values() {
        return values.clone();
    }
}
