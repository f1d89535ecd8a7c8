package io.flinklab.data;

/**
 * Numbers without loss: as whole numbers if each has at most four decimals or is NaN, otherwise bit
 * by bit.
 */
final class PackedDoubles {
    private static final int MOST_DECIMALS = 4;
    private static final int BITS = -1;

    private final PackedLongs codes;
    private final int decimals;
    private final long missing;

    private PackedDoubles(PackedLongs codes, int decimals, long missing) {
        this.codes = codes;
        this.decimals = decimals;
        this.missing = missing;
    }

    /** The first so many of the values, at least one. */
    static PackedDoubles of(double[] values, int size) {
        long[] codes = new long[size];
        for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
            if (encode(values, decimals, codes)) {
                long missing = markMissing(values, codes);
                return new PackedDoubles(PackedLongs.of(codes, size), decimals, missing);
            }
        }
        for (int i = 0; i < size; i++) {
            codes[i] = Double.doubleToRawLongBits(values[i]);
        }
        return new PackedDoubles(PackedLongs.of(codes, size), BITS, 0);
    }

    /** False if a value is not the quotient of a whole number and that power of ten. */
    private static boolean encode(double[] values, int decimals, long[] codes) {
        double power = DecimalText.power(decimals);
        for (int i = 0; i < codes.length; i++) {
            double scaled = Math.rint(values[i] * power);
            codes[i] = (long) scaled;
            boolean exact =
                    Math.abs(scaled) <= Column.MAX_NUMBER
                            && Double.doubleToRawLongBits(DecimalText.shifted(codes[i], decimals))
                                    == Double.doubleToRawLongBits(values[i]);
            if (!exact && !Double.isNaN(values[i])) {
                return false;
            }
        }
        return true;
    }

    /** Gives missing values a code that no number has, and returns it. */
    private static long markMissing(double[] values, long[] codes) {
        long missing = Long.MIN_VALUE;
        for (int i = 0; i < codes.length; i++) {
            missing = Double.isNaN(values[i]) ? missing : Math.max(missing, codes[i] + 1);
        }
        for (int i = 0; i < codes.length; i++) {
            codes[i] = Double.isNaN(values[i]) ? missing : codes[i];
        }
        return missing;
    }

    /** The value at a position. */
    double get(int position) {
        long code = codes.get(position);
        if (decimals == BITS) {
            return Double.longBitsToDouble(code);
        }
        return code == missing ? Double.NaN : DecimalText.shifted(code, decimals);
    }
}
