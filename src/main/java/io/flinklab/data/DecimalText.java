package io.flinklab.data;

/** Numbers as text: decimal notation only, so no hexadecimal, no type suffix, no spaces. */
final class DecimalText {
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private DecimalText() {}

    /** The nearest double, or NaN if the text is not a decimal number. */
    static double parse(String text) {
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
                return parseSlowly(text);
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        // Exact: both operands are, and IEEE division rounds once.
        double value = digits / POWERS[point < 0 ? 0 : length - 1 - point];
        return start == 1 ? -value : value;
    }

    private static double parseSlowly(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("+-.eE0123456789".indexOf(text.charAt(i)) < 0) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }
}
