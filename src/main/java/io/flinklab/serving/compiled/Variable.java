package io.flinklab.serving.compiled;

/**
 * A numeric column, or what a scaler makes of it: (x - shift) * scale.
 *
 * <p>Scaled columns are variables of their own because multiplying out powers of (x - mean) would
 * lose digits.
 */
record Variable(int column, double shift, double scale) {
    double value(double[] numbers) {
        return (numbers[column] - shift) * scale;
    }
}
