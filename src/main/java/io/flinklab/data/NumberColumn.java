package io.flinklab.data;

import java.math.BigDecimal;

/**
 * A column of numbers and the values it may hold.
 *
 * @param whole whether only whole numbers are allowed
 * @param min the smallest value allowed
 * @param max the largest value allowed
 */
record NumberColumn(String name, boolean whole, double min, double max) {

    /** Up to here a double holds each whole number: 2^53. */
    static final double MAX_EXACT = 9_007_199_254_740_992.0;

    static NumberColumn whole(String name, double min, double max) {
        return new NumberColumn(name, true, min, max);
    }

    /** No limit that money meets; but sums of squares must not overflow where it is scaled. */
    static NumberColumn decimal(String name, double min) {
        return new NumberColumn(name, false, min, MAX_EXACT);
    }

    static NumberColumn flag(String name) {
        return new NumberColumn(name, true, 0, 1);
    }

    /**
     * The double nearest to the text's value. That value itself, not the double, is what must be
     * within the range, and whole where it must be.
     */
    double read(String text) throws BadValue {
        double value = DecimalText.parse(text);
        if (Double.isNaN(value)) {
            return readExactly(text);
        } else if (value >= min && value <= max && (!whole || value == Math.rint(value))) {
            return unsigned(value);
        }
        throw misfit(text, value > max);
    }

    private double readExactly(String text) throws BadValue {
        BigDecimal exact = DecimalText.exact(text);
        if (exact == null) {
            throw misfit(text, false);
        }
        double value = Double.parseDouble(text);
        boolean above = exact.compareTo(new BigDecimal(max)) > 0;
        boolean fits =
                !above
                        && exact.compareTo(new BigDecimal(min)) >= 0
                        && (!whole || exact.compareTo(new BigDecimal(Math.rint(value))) == 0);
        if (!fits) {
            throw misfit(text, above && Double.isFinite(value));
        }
        return unsigned(value);
    }

    /** Minus zero is zero: a category of numbers has only one of them. */
    private static double unsigned(double value) {
        return value + 0.0;
    }

    private BadValue misfit(String text, boolean above) {
        return new BadValue(name, "expected " + allowed(above) + ", found " + Excerpt.quoted(text));
    }

    /** The values allowed, in words. */
    String allowed() {
        return allowed(false);
    }

    /** The same, with the upper limit where the value found is above it. */
    private String allowed(boolean above) {
        if (whole && min == 0 && max == 1) {
            return "0 or 1";
        }
        String kind = whole ? "a whole number" : "a number";
        return max >= MAX_EXACT && !above
                ? kind + ", " + (long) min + " or more"
                : kind + " from " + (long) min + " to " + (long) max;
    }
}
