package io.flinklab.data;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * The numbers that a column may hold.
 *
 * @param whole whether only whole numbers are allowed
 * @param min the smallest number allowed, at least -2^53
 * @param max the largest number allowed, at most 2^53: sums of squares must not overflow where a
 *     column is scaled
 */
public record NumberRange(boolean whole, double min, double max) implements Serializable {

    /** Every number that a column can hold. */
    public static final NumberRange ANY =
            new NumberRange(false, -Column.MAX_NUMBER, Column.MAX_NUMBER);

    public NumberRange {
        if (!(min >= -Column.MAX_NUMBER && min <= max && max <= Column.MAX_NUMBER)) {
            throw new IllegalArgumentException(
                    "Expected -2^53 <= min <= max <= 2^53, found min " + min + ", max " + max);
        }
    }

    /** Whole numbers. */
    public static NumberRange whole(double min, double max) {
        return new NumberRange(true, min, max);
    }

    /** Numbers with decimals. */
    public static NumberRange decimal(double min, double max) {
        return new NumberRange(false, min, max);
    }

    /** Whether the number is one of the range. */
    boolean holds(double value) {
        return value >= min && value <= max && (!whole || value == Math.rint(value));
    }

    /**
     * The double nearest to the text's value. That value itself, not the double, is what must be
     * within the range, and whole where it must be.
     */
    double read(String column, String text, Missing missing) throws BadValue {
        double value = DecimalText.parse(text);
        if (Double.isNaN(value)) {
            return missing.takes(text) ? Double.NaN : readExactly(column, text);
        } else if (holds(value)) {
            // A number that stands for a missing value, as -9, is one inside the range or not.
            return missing.takes(text) ? Double.NaN : unsigned(value);
        } else if (missing.takes(text)) {
            return Double.NaN;
        }
        throw misfit(column, text, value > max);
    }

    private double readExactly(String column, String text) throws BadValue {
        BigDecimal exact = DecimalText.exact(text);
        if (exact == null) {
            throw misfit(column, text, false);
        }
        double value = Double.parseDouble(text);
        boolean above = exact.compareTo(new BigDecimal(max)) > 0;
        boolean fits =
                !above
                        && exact.compareTo(new BigDecimal(min)) >= 0
                        && (!whole || exact.compareTo(new BigDecimal(Math.rint(value))) == 0);
        if (!fits) {
            throw misfit(column, text, above && Double.isFinite(value));
        }
        return unsigned(value);
    }

    /** Minus zero is zero: a category of numbers has only one of them. */
    private static double unsigned(double value) {
        return value + 0.0;
    }

    private BadValue misfit(String column, String text, boolean above) {
        return new BadValue(
                column, "expected " + inWords(above) + ", found " + Excerpt.quoted(text));
    }

    /** The numbers allowed, in words. */
    @Override
    public String toString() {
        return inWords(false);
    }

    /** The same, with the upper limit where the value found is above it. */
    private String inWords(boolean above) {
        if (whole && min == 0 && max == 1) {
            return "0 or 1";
        }
        String kind = whole ? "a whole number" : "a number";
        boolean open = max >= Column.MAX_NUMBER && !above;
        if (open) {
            return min <= -Column.MAX_NUMBER
                    ? kind
                    : kind + ", " + DecimalText.plain(min) + " or more";
        }
        return kind + " from " + DecimalText.plain(min) + " to " + DecimalText.plain(max);
    }
}
