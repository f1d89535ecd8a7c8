package io.flinklab.churn;

import java.util.Locale;

/** What a drift changes about customers. */
public enum CustomerShift {
    /** Balances and salaries are half as high again; who leaves does not change. */
    PRICES,
    /** Customers are older; who leaves at an age does not change. */
    AGE,
    /**
     * The same customers leave for other reasons: those who are active as those who are not did,
     * those with two products as those with one, and the other way round.
     */
    CONCEPT;

    static final double PRICE_RISE = 1.5;

    /**
     * A weight is multiplied by e to this for each year: the mean age rises by some seven years.
     */
    static final double AGE_TILT = 0.05;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
