package io.flinklab.interchange.python;

/**
 * How Flink's Python worker is fed.
 *
 * @param bundleSize rows that are given to it before its answers are awaited; a checkpoint waits
 *     for a bundle
 * @param batchSize rows of one call of the function
 */
public record PythonExecution(int bundleSize, int batchSize) {

    /** Refuses sizes below 1. */
    public PythonExecution {
        if (bundleSize < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "Expected sizes of 1 or more; found a bundle of %s, a batch of %s."
                            .formatted(bundleSize, batchSize));
        }
    }

    /** The sizes that Flink comes with. */
    public static PythonExecution usual() {
        return new PythonExecution(100_000, 10_000);
    }
}
