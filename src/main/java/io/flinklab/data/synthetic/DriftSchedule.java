package io.flinklab.data.synthetic;

import java.util.List;
import java.util.stream.LongStream;

/**
 * At which rows a stream changes. Phase 0 ends at the first change; each change begins the next
 * phase. Rows count from 0.
 *
 * @param start the first row of the first change, 0 or more
 * @param width rows that a change takes; 0: it is sudden. Within them a row is of the new phase
 *     with a probability that rises from 0 to 1 in equal steps
 * @param period rows from one change to the next, no fewer than the width; 0: there is one change
 */
public record DriftSchedule(long start, long width, long period) {

    public DriftSchedule {
        require(start >= 0, "a drift starts at row 0 or later; found " + start);
        require(width >= 0, "a drift takes 0 rows or more; found " + width);
        require(period >= 0, "drifts come every 0 rows or more; found " + period);
        require(
                period == 0 || period >= width,
                "drifts of %s rows come no sooner than every %s rows; found %s"
                        .formatted(width, width, period));
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ".");
        }
    }

    /** One sudden change. */
    public static DriftSchedule sudden(long start) {
        return new DriftSchedule(start, 0, 0);
    }

    /** One change that takes some rows. */
    public static DriftSchedule gradual(long start, long width) {
        return new DriftSchedule(start, width, 0);
    }

    /** Sudden changes, one after the other. */
    public static DriftSchedule recurring(long start, long period) {
        return new DriftSchedule(start, 0, period);
    }

    /**
     * The phase of a row.
     *
     * @param draw of the row, from 0, included, to 1, excluded
     */
    public int phase(long row, double draw) {
        if (row < start) {
            return 0;
        }
        int phase = period == 0 ? 1 : Math.toIntExact(1 + (row - start) / period);
        long since = period == 0 ? row - start : (row - start) % period;
        return since < width && draw >= (double) since / width ? phase - 1 : phase;
    }

    /** The first row of each change, of so many rows. */
    public List<Long> changes(long rows) {
        if (period == 0) {
            return start < rows ? List.of(start) : List.of();
        }
        return LongStream.iterate(start, row -> row < rows, row -> row + period).boxed().toList();
    }
}
