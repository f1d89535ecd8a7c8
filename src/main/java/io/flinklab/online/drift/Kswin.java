package io.flinklab.online.drift;

import io.flinklab.data.SplitMix64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongFunction;

/**
 * KSWIN (Raab, Heusinger and Schleif, 2020): compares the newest values of a window with as many
 * that are drawn from the older ones, by the two-sided Kolmogorov-Smirnov test. It sees changes of
 * the whole distribution, not of the mean alone.
 */
public final class Kswin implements DriftDetector {
    /** A smaller distance is no change, however improbable it is. */
    private static final double LEAST_DISTANCE = 0.1;

    private final int critical;
    private final double[] window;
    private final int compared;
    private final LongFunction<int[]> draws;

    private int filled;
    private long updates;
    private Evidence evidence;

    /** Compares the newest 30 of 100 values; the chance of an alarm without a change is 0.005. */
    public Kswin(long seed) {
        this(0.005, 100, 30, seed);
    }

    /**
     * A detector.
     *
     * @param alpha the chance of an alarm without a change at one value, above 0 and below 1
     * @param window values that it keeps
     * @param compared newest values, 1 or more, of which the window has at least twice as many
     * @param seed of the draws
     */
    public Kswin(double alpha, int window, int compared, long seed) {
        this(alpha, window, compared, update -> drawn(window - compared, compared, seed, update));
    }

    /**
     * The same with other draws.
     *
     * @param draws gives for each look, whose number it is told, from 0 since it began, distinct
     *     positions of older values
     */
    Kswin(double alpha, int window, int compared, LongFunction<int[]> draws) {
        Requirements.require(alpha > 0 && alpha < 1, "alpha is above 0, below 1", alpha);
        Requirements.require(compared >= 1, "compared is 1 or more", compared);
        Requirements.require(
                window >= 2 * compared, "window is twice " + compared + " or more", window);
        this.critical = critical(compared, alpha);
        this.window = new double[window];
        this.compared = compared;
        this.draws = draws;
    }

    /** Distinct numbers below a limit, in order, each set of them as probable as any other. */
    private static int[] drawn(int limit, int count, long seed, long look) {
        SplitMix64 random = new SplitMix64(seed, look);
        int[] drawn = new int[count];
        int taken = 0;
        for (int i = 0; taken < count; i++) {
            if (random.next() * (limit - i) < count - taken) {
                drawn[taken++] = i;
            }
        }
        return drawn;
    }

    @Override
    public boolean update(double value) {
        Requirements.finite(value);
        if (filled == window.length) {
            System.arraycopy(window, 1, window, 0, window.length - 1);
            filled--;
        }
        window[filled++] = value;
        if (filled < window.length) {
            return false;
        }
        boolean alarm = hasChanged(draws.apply(updates++));
        if (alarm) {
            filled = 0;
            updates = 0;
        }
        return alarm;
    }

    private boolean hasChanged(int[] drawn) {
        double[] older = new double[compared];
        for (int i = 0; i < compared; i++) {
            older[i] = window[drawn[i]];
        }
        Arrays.sort(older);
        double[] newest = Arrays.copyOfRange(window, window.length - compared, window.length);
        Arrays.sort(newest);
        int steps = distance(older, newest);
        if (steps >= critical) {
            evidence = new Evidence((double) steps / compared, (double) critical / compared);
        }
        return steps >= critical;
    }

    /** The shortest distance that means a change, in steps; if none does, one too many. */
    private static int critical(int compared, double alpha) {
        int steps = (int) (LEAST_DISTANCE * compared) + 1;
        while (steps <= compared && probability(compared, steps) > alpha) {
            steps++;
        }
        return steps;
    }

    /** The largest difference of the two distribution functions, in steps of 1 / size. */
    private static int distance(double[] a, double[] b) {
        int largest = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == value) {
                i++;
            }
            while (j < b.length && b[j] == value) {
                j++;
            }
            largest = Math.max(largest, Math.abs(i - j));
        }
        return largest;
    }

    /**
     * The probability of at least this distance between two samples of one continuous distribution:
     * by the reflection principle, twice the alternating sum of C(2n, n - k steps) / C(2n, n).
     */
    static double probability(int size, int steps) {
        double sum = 0;
        int sign = 1;
        for (int far = steps; far <= size; far += steps) {
            double share = 1;
            for (int i = 1; i <= far; i++) {
                share *= (double) (size - far + i) / (size + i);
            }
            sum += sign * share;
            sign = -sign;
        }
        return Math.min(1, 2 * sum);
    }

    /** The distance of the two distribution functions. */
    @Override
    public Evidence evidence() {
        return evidence;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(updates);
        out.writeInt(filled);
        for (int i = 0; i < filled; i++) {
            out.writeDouble(window[i]);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        updates = in.readLong();
        filled = in.readInt();
        for (int i = 0; i < filled; i++) {
            window[i] = in.readDouble();
        }
    }
}
