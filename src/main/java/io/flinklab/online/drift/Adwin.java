package io.flinklab.online.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * ADWIN, the adaptive window (Bifet and Gavaldà, 2007): gives the alarm when a cut divides the
 * window of values so far into an older and a newer part whose means differ by more than chance
 * allows.
 *
 * <p>The window is kept in buckets of 1, 2, 4... values, so it takes space that grows with the
 * logarithm of its length.
 */
public final class Adwin implements DriftDetector {
    private final double delta;
    private final int clock;
    private final int maxBuckets;
    private final int minPart;
    private final int minWindow;

    /** Those of level k hold 2^k values; the oldest values are first in the highest level. */
    private final List<Level> levels = new ArrayList<>();

    private long updates;
    private long width;
    private double total;
    private double squares;
    private Evidence evidence;

    /** Chance 0.002, a look every 32 values. */
    public Adwin() {
        this(0.002, 32, 5, 5, 10);
    }

    /**
     * A detector.
     *
     * @param delta the chance of an alarm without a change at one look, above 0 and below 1
     * @param clock values from one look to the next, 1 or more
     * @param maxBuckets of one size, 2 or more; the window is cut more finely the more they are
     * @param minPart values of each part, 1 or more
     * @param minWindow it looks at a longer window than this alone, 0 or more
     */
    public Adwin(double delta, int clock, int maxBuckets, int minPart, int minWindow) {
        Requirements.require(delta > 0 && delta < 1, "delta is above 0, below 1", delta);
        Requirements.require(clock >= 1, "clock is 1 or more", clock);
        Requirements.require(maxBuckets >= 2, "maxBuckets is 2 or more", maxBuckets);
        Requirements.require(minPart >= 1, "minPart is 1 or more", minPart);
        Requirements.require(minWindow >= 0, "minWindow is 0 or more", minWindow);
        this.delta = delta;
        this.clock = clock;
        this.maxBuckets = maxBuckets;
        this.minPart = minPart;
        this.minWindow = minWindow;
        reset();
    }

    private void reset() {
        levels.clear();
        levels.add(new Level(maxBuckets));
        updates = 0;
        width = 0;
        total = 0;
        squares = 0;
    }

    /** Values in the window. */
    public long width() {
        return width;
    }

    @Override
    public boolean update(double value) {
        Requirements.finite(value);
        add(value);
        updates++;
        boolean alarm = updates % clock == 0 && width > minWindow && isCut();
        if (alarm) {
            reset();
        }
        return alarm;
    }

    private void add(double value) {
        if (width > 0) {
            double distance = value - total / width;
            squares += width * distance * distance / (width + 1);
        }
        width++;
        total += value;
        levels.get(0).add(value);
        for (int k = 0; levels.get(k).count > maxBuckets; k++) {
            if (k + 1 == levels.size()) {
                levels.add(new Level(maxBuckets));
            }
            levels.get(k + 1).add(levels.get(k).removeTwo());
        }
    }

    /** Whether any cut between two buckets, from the oldest on, divides two different means. */
    private boolean isCut() {
        long older = 0;
        double olderTotal = 0;
        for (int k = levels.size() - 1; k >= 0; k--) {
            for (int i = 0; i < levels.get(k).count; i++) {
                older += 1L << k;
                olderTotal += levels.get(k).totals[i];
                long newer = width - older;
                if (older >= minPart
                        && newer >= minPart
                        && differ(older, olderTotal, newer, total - olderTotal)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean differ(long older, double olderTotal, long newer, double newerTotal) {
        double confidence = Math.log(2 * Math.log(width) / delta);
        double sizes = 1.0 / (older - minPart + 1) + 1.0 / (newer - minPart + 1);
        double chance =
                Math.sqrt(2 * sizes * (squares / width) * confidence)
                        + 2.0 / 3 * confidence * sizes;
        double difference = Math.abs(olderTotal / older - newerTotal / newer);
        if (difference > chance) {
            evidence = new Evidence(difference, chance);
        }
        return difference > chance;
    }

    /** The difference of the two means. */
    @Override
    public Evidence evidence() {
        return evidence;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(updates);
        out.writeLong(width);
        out.writeDouble(total);
        out.writeDouble(squares);
        out.writeInt(levels.size());
        for (Level level : levels) {
            out.writeInt(level.count);
            for (int i = 0; i < level.count; i++) {
                out.writeDouble(level.totals[i]);
            }
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        levels.clear();
        updates = in.readLong();
        width = in.readLong();
        total = in.readDouble();
        squares = in.readDouble();
        for (int k = in.readInt(); k > 0; k--) {
            Level level = new Level(maxBuckets);
            for (int i = in.readInt(); i > 0; i--) {
                level.add(in.readDouble());
            }
            levels.add(level);
        }
    }

    /** The sums of buckets of one size, the oldest first. */
    private static final class Level {
        final double[] totals;
        int count;

        Level(int maxBuckets) {
            totals = new double[maxBuckets + 1];
        }

        void add(double bucket) {
            totals[count++] = bucket;
        }

        /** Takes out the two oldest, as one bucket. */
        double removeTwo() {
            double both = totals[0] + totals[1];
            count -= 2;
            System.arraycopy(totals, 2, totals, 0, count);
            return both;
        }
    }
}
