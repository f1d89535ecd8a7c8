package io.flinklab.online.drift;

import java.io.Serializable;

/**
 * When features or scores give the alarm.
 *
 * @param window rows that are compared with the training rows, then the next ones; 1 or more
 * @param index the population stability index from which a difference matters, above 0
 * @param alpha the chance of an alarm in a window without a change, above 0 and below 1: a
 *     difference that chance makes more often gives none
 */
public record DriftOptions(int window, double index, double alpha) implements Serializable {

    /** A thousand rows, an index of 0.2, a false alarm in ten thousand windows. */
    public static final DriftOptions DEFAULT = new DriftOptions(1000, 0.2, 1e-4);

    public DriftOptions {
        Requirements.require(window >= 1, "window is 1 or more", window);
        Requirements.require(index > 0, "index is above 0", index);
        Requirements.require(alpha > 0 && alpha < 1, "alpha is above 0, below 1", alpha);
    }
}
