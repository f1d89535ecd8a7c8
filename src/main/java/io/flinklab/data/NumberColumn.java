package io.flinklab.data;

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

    /** The text's value; finite, within the range, whole where it must be. */
    double read(String text) throws BadValue {
        double value = DecimalText.parse(text);
        boolean fits =
                Double.isFinite(value)
                        && value >= min
                        && value <= max
                        && (!whole || value == Math.rint(value));
        if (!fits) {
            throw new BadValue(
                    name, "expected " + allowed(value) + ", found " + Excerpt.quoted(text));
        }
        return value;
    }

    private String allowed(double found) {
        if (whole && min == 0 && max == 1) {
            return "0 or 1";
        }
        String kind = whole ? "a whole number" : "a number";
        boolean unlimited = max >= MAX_EXACT && !(Double.isFinite(found) && found > max);
        return unlimited
                ? kind + ", " + (long) min + " or more"
                : kind + " from " + (long) min + " to " + (long) max;
    }
}
