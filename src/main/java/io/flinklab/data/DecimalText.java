package io.flinklab.data;

import java.math.BigDecimal;

/**
 * Numbers as text: decimal notation only, in ASCII, so no hexadecimal, no type suffix, no spaces
 * and no separators of thousands. A sign, leading zeros and an exponent are allowed.
 */
public final class DecimalText {
    /**
     * Longer texts are no numbers: nobody means one, and reading it exactly would take for ever.
     */
    public static final int LONGEST = 1_000;

    static final int EXACT_DIGITS = 15;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private DecimalText() {}

    /**
     * The nearest double of a text that is short and plain. No two such texts of different value
     * have the same one. NaN for any other text: {@link #exact} may read it.
     */
    public static double parse(String text) {
        int length = text.length();
        long digits = 0;
        int count = 0;
        int point = -1;
        int start = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0) {
                point = i;
            } else if (c >= '0' && c <= '9' && count < EXACT_DIGITS) {
                digits = digits * 10 + (c - '0');
                count++;
            } else {
                return Double.NaN;
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        double value = point < 0 ? digits : shifted(digits, length - 1 - point);
        return start == 1 ? -value : value;
    }

    /**
     * The double nearest to digits with so many of them behind the point. Exact: both operands are,
     * and IEEE division rounds once.
     *
     * @param digits at most {@link #EXACT_DIGITS}
     */
    static double shifted(long digits, int decimals) {
        return digits / POWERS[decimals];
    }

    /** Ten to that power, from 0 to 15. */
    static double power(int exponent) {
        return POWERS[exponent];
    }

    /** The text's value to its last digit; null if it is no decimal number, or too long. */
    public static BigDecimal exact(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if ("+-.eE0123456789".indexOf(text.charAt(i)) < 0) {
                return null;
            }
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /**
     * A number in plain notation, without an exponent and, where it is whole, without a decimal
     * point; it reads back as the same double.
     */
    public static String plain(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) <= Column.MAX_NUMBER;
        return whole ? Long.toString((long) value) : BigDecimal.valueOf(value).toPlainString();
    }
}
