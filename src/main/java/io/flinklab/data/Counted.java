package io.flinklab.data;

import java.util.Locale;

/** Counts and shares in words. */
final class Counted {
    private Counted() {}

    static String rows(long count) {
        return of(count, "row");
    }

    /** As {@code 1 row}, {@code 2 rows}. */
    static String of(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** With one decimal, as {@code 12.5 %}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
