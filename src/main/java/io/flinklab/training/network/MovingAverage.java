package io.flinklab.training.network;

import java.io.Serializable;

/**
 * Average of the parameters over the steps, the latest weighing most: it is steadier than where a
 * single batch led (Polyak and Juditsky, 1992). The first steps count for more, or the start would
 * stay in it for long.
 */
final class MovingAverage implements Serializable {
    private static final long serialVersionUID = 1;

    private final double most;
    private final double[] values;
    private int steps;

    /**
     * @param most the share of the average that a late step leaves of it; 0 for no average
     * @param start the parameters before the first step
     */
    MovingAverage(double most, double[] start) {
        this.most = most;
        this.values = start.clone();
    }

    void add(double[] parameters) {
        steps++;
        double left = Math.min(most, (1.0 + steps) / (10.0 + steps));
        for (int i = 0; i < values.length; i++) {
            values[i] = left * values[i] + (1 - left) * parameters[i];
        }
    }

    double[] values() {
        return values.clone();
    }
}
