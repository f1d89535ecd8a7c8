package io.flinklab.online.drift;

import java.util.List;

/**
 * How well a detector found changes that are known. An alarm finds a change if it comes at that row
 * or later, but not too late and not at or after the next change. Of several such alarms the first
 * one finds it; the others are false alarms, as are those that find none.
 *
 * @param changes that there were
 * @param alarms that were given
 * @param found changes that an alarm found
 * @param meanDelay rows from a change to the alarm that found it, on average; NaN if none was found
 * @param largestDelay the rows after which an alarm is too late
 */
public record DriftQuality(
        int changes, int alarms, int found, double meanDelay, long largestDelay) {

    /**
     * The quality of some alarms.
     *
     * @param changes rows at which the stream changed, rising
     * @param alarms rows at which the detector gave the alarm, rising
     * @param largestDelay an alarm so many rows after a change still finds it; 1 or more
     */
    public static DriftQuality of(List<Long> changes, List<Long> alarms, long largestDelay) {
        Requirements.require(largestDelay >= 1, "largestDelay is 1 or more", largestDelay);
        requireRising("changes", changes);
        requireRising("alarms", alarms);
        int found = 0;
        double delays = 0;
        int alarm = 0;
        for (int i = 0; i < changes.size(); i++) {
            long change = changes.get(i);
            long next = i + 1 < changes.size() ? changes.get(i + 1) : Long.MAX_VALUE;
            while (alarm < alarms.size() && alarms.get(alarm) < change) {
                alarm++;
            }
            if (alarm < alarms.size()
                    && alarms.get(alarm) < next
                    && alarms.get(alarm) - change <= largestDelay) {
                delays += alarms.get(alarm) - change;
                found++;
            }
        }
        return new DriftQuality(changes.size(), alarms.size(), found, delays / found, largestDelay);
    }

    private static void requireRising(String name, List<Long> rows) {
        for (int i = 1; i < rows.size(); i++) {
            Requirements.require(rows.get(i) > rows.get(i - 1), name + " rise", rows);
        }
    }

    /** Alarms that found no change. */
    public int falseAlarms() {
        return alarms - found;
    }

    /** The share of alarms that found a change; NaN without alarms. */
    public double precision() {
        return (double) found / alarms;
    }

    /** The share of changes that were found; NaN without changes. */
    public double recall() {
        return (double) found / changes;
    }

    /** The harmonic mean of precision and recall; NaN without alarms and changes. */
    public double f1() {
        return 2.0 * found / (alarms + changes);
    }

    /** The mean delay as a share of the largest one. */
    public double meanNormalisedDelay() {
        return meanDelay / largestDelay;
    }
}
