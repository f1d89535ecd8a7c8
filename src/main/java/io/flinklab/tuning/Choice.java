package io.flinklab.tuning;

import java.util.Locale;

/** Which candidate a search chooses. */
public enum Choice {
    /** The one with the best mean. */
    BEST,
    /**
     * The simplest whose mean is within one standard error of the best one's: the strongest
     * penalty, then the largest tolerance, then the fewest iterations.
     */
    ONE_STANDARD_ERROR;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
