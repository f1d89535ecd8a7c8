package io.flinklab.data;

/**
 * SplitMix64 (Steele, Lea and Flood, 2014). Written out here because no class of the JDK promises
 * the same numbers on every version, and both splits and the shipped data depend on them.
 */
public final class SplitMix64 {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    /** A stream of its own for each index, so that rows do not depend on each other. */
    public SplitMix64(long seed, long index) {
        state = mixed(mixed(seed) + index);
    }

    /** A number from 0, included, to 1, excluded. */
    public double next() {
        state += STEP;
        return unit(mixed(state));
    }

    /** True with the given probability. */
    public boolean chance(double probability) {
        return next() < probability;
    }

    /** An index, each with a probability in proportion to its weight. */
    public int pick(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = next() * total;
        int index = 0;
        while (index < weights.length - 1 && left >= weights[index]) {
            left -= weights[index++];
        }
        return index;
    }

    /** Mixes the bits: each bit of the value changes about half of the result's. */
    public static long mixed(long value) {
        long z = value + STEP;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The upper 53 bits as a number from 0, included, to 1, excluded. */
    public static double unit(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }
}
