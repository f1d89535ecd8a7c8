package io.flinklab.online.drift;

/**
 * How far two samples are apart that were counted in the same bins, and how far they may be by
 * chance.
 */
final class Divergence {
    /** Added to each count, so that an empty bin has a logarithm (Jeffreys' prior). */
    private static final double HALF = 0.5;

    private Divergence() {}

    /**
     * The population stability index: the sum over the bins of (q - p) ln(q / p), for the shares p
     * of the one sample and q of the other, each count taken as half a value more than it is. Bins
     * that are empty in both are left out.
     */
    static double stabilityIndex(long[] some, long[] others) {
        int bins = bins(some, others);
        double all = sum(some) + HALF * bins;
        double allOthers = sum(others) + HALF * bins;
        double index = 0;
        for (int i = 0; i < some.length; i++) {
            if (some[i] + others[i] > 0) {
                double p = (some[i] + HALF) / all;
                double q = (others[i] + HALF) / allOthers;
                index += (q - p) * Math.log(q / p);
            }
        }
        return index;
    }

    /**
     * An index that two samples of one distribution reach with a probability of alpha at most. The
     * index times n m / (n + m) is distributed as chi squared with one degree of freedom less than
     * there are bins (Yurdakul and Naranjo, "Statistical properties of the population stability
     * index", 2020), whose tail is bounded as in Laurent and Massart (2000), lemma 1.
     */
    static double criticalIndex(long[] some, long[] others, double alpha) {
        double degrees = Math.max(1, bins(some, others) - 1);
        double x = -Math.log(alpha);
        double bound = degrees + 2 * Math.sqrt(degrees * x) + 2 * x;
        return bound * (1.0 / sum(some) + 1.0 / sum(others));
    }

    /**
     * The Kolmogorov-Smirnov distance: how far the two distribution functions are apart at the end
     * of a bin, at most. Within a bin they may be farther apart.
     *
     * @param bins how many of the first ones hold numbers, in their order
     */
    static double distance(long[] some, long[] others, int bins) {
        double all = sum(some, bins);
        double allOthers = sum(others, bins);
        long below = 0;
        long othersBelow = 0;
        double distance = 0;
        for (int i = 0; i < bins; i++) {
            below += some[i];
            othersBelow += others[i];
            distance = Math.max(distance, Math.abs(below / all - othersBelow / allOthers));
        }
        return distance;
    }

    /**
     * A distance that two samples of one distribution reach with a probability of alpha at most
     * (Smirnov, 1948, for large samples; the first term of the series).
     */
    static double criticalDistance(long size, long othersSize, double alpha) {
        return Math.sqrt(-Math.log(alpha / 2) / 2 * (1.0 / size + 1.0 / othersSize));
    }

    static long sum(long[] counts) {
        return sum(counts, counts.length);
    }

    static long sum(long[] counts, int bins) {
        long sum = 0;
        for (int i = 0; i < bins; i++) {
            sum += counts[i];
        }
        return sum;
    }

    private static int bins(long[] some, long[] others) {
        int bins = 0;
        for (int i = 0; i < some.length; i++) {
            bins += some[i] + others[i] > 0 ? 1 : 0;
        }
        return bins;
    }
}
