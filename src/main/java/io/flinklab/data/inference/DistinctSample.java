package io.flinklab.data.inference;

import io.flinklab.data.SplitMix64;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.TreeMap;

/**
 * How many different texts there are, and whether they repeat: the texts of the smallest hashes
 * (Bar-Yossef et al., 2002), each with how often it was there. Exact up to {@value #SIZE} different
 * texts; the estimate beyond is off by 2 % or so.
 */
final class DistinctSample {
    static final int SIZE = 4096;

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final TreeMap<Long, Long> counts = new TreeMap<>();
    private boolean full;

    void add(String text) {
        long hash = hash(text);
        if (full && hash > counts.lastKey()) {
            return;
        }
        counts.merge(hash, 1L, Long::sum);
        if (counts.size() > SIZE) {
            counts.pollLastEntry();
            full = true;
        }
    }

    /** Whether {@link #count} is an estimate. */
    boolean isEstimate() {
        return full;
    }

    /** How many different texts were added; an estimate has two digits and zeros. */
    long count() {
        if (!full) {
            return counts.size();
        }
        double share = (counts.lastKey() - (double) Long.MIN_VALUE) * 0x1p-64;
        return new BigDecimal((SIZE - 1) / share).round(new MathContext(2)).longValue();
    }

    /**
     * The share of the different texts that were there once. A text that is in the sample at the
     * end was in it from the first time on, so that its count is exact.
     */
    double onceShare() {
        return (double) counts.values().stream().filter(count -> count == 1).count()
                / counts.size();
    }

    /** {@code String.hashCode} has 32 bits, too few for millions of texts. */
    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return SplitMix64.mixed(hash);
    }
}
