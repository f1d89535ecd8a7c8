package io.flinklab.data;

import java.util.List;
import java.util.Locale;

/**
 * How many rejects are too many.
 *
 * @param share the largest share of rejects among all rows that is let pass, 0 to 1
 */
public record RejectLimit(double share) {

    /** Refuses a share outside 0 to 1. */
    public RejectLimit {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "Expected a share of rejects from 0 to 1, found " + share);
        }
    }

    /**
     * Lets few enough rejects pass.
     *
     * @param rows all rows, the rejects among them
     * @throws DataException there are more
     */
    public void check(long rows, List<Reject> rejects) {
        if (!rejects.isEmpty() && rejects.size() > share * rows) {
            throw new DataException(tooMany(rows, rejects));
        }
    }

    /**
     * Lets few enough rows without a score pass.
     *
     * @param rows all rows, those without a score among them
     * @param rejects how many could not be read
     * @param leftOut how many were read and not scored
     * @throws DataException there are more
     */
    public void check(long rows, long rejects, long leftOut) {
        long without = rejects + leftOut;
        if (without > share * rows) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "%d of %d rows are rejects and %d have no score (%.2f %%); at most"
                                    + " %.2f %% are allowed. Correct the data or allow more.",
                            rejects,
                            rows,
                            leftOut,
                            100.0 * without / rows,
                            100 * share));
        }
    }

    private String tooMany(long rows, List<Reject> rejects) {
        Reject first = rejects.get(0);
        return String.format(
                Locale.ROOT,
                "%d of %d rows are rejects (%.2f %%); at most %.2f %% are allowed."
                        + " The first: %s, line %d%s: %s. Correct the file or allow more.",
                rejects.size(),
                rows,
                100.0 * rejects.size() / rows,
                100 * share,
                first.file(),
                first.line(),
                first.column().isEmpty() ? "" : ", column " + first.column(),
                first.reason());
    }
}
