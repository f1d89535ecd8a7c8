package io.flinklab.data;

import java.math.BigDecimal;

/** Numbers in plain decimal notation. */
public final class NumberText {
    private NumberText() {}

    /** Reads back as the same double; without a decimal point for whole numbers. */
    public static String of(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) <= Column.MAX_NUMBER;
        return whole ? Long.toString((long) value) : BigDecimal.valueOf(value).toPlainString();
    }
}
