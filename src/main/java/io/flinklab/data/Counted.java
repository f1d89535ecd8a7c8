package io.flinklab.data;

import java.util.Locale;

/** Counts and shares in words. */
public final class Counted {
    private Counted() {}

    public static String rows(long count) {
        return of(count, "row");
    }

    /** As {@code 1 row}, {@code 2 rows}. */
    public static String of(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** With one decimal, as {@code 12.5 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
