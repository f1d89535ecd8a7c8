package io.flinklab.bench;

import java.util.stream.LongStream;

/** Where the middle of some numbers is, where all but a hundredth are, and the largest. */
record Percentiles(long p50, long p99, long max) {

    /** At least one number. */
    static Percentiles of(LongStream numbers) {
        long[] sorted = numbers.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("Expected a number or more, found none");
        }
        return new Percentiles(at(sorted, 0.5), at(sorted, 0.99), sorted[sorted.length - 1]);
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
