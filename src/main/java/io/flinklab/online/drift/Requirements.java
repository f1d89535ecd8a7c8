package io.flinklab.online.drift;

/** What options and values of detectors have to be. */
final class Requirements {
    private Requirements() {}

    static void finite(double value) {
        require(Double.isFinite(value), "a value is a finite number", value);
    }

    static void require(boolean holds, String rule, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(rule + "; found " + found + ".");
        }
    }
}
