package io.flinklab.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text in a {@code long}, the first one lowest: one step of arithmetic for what is a
 * loop over characters otherwise, whose end no processor foresees.
 */
public final class EightBytes {
    /** How many bytes more an array must have than are looked at. */
    public static final int SLACK = Long.BYTES;

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH = EACH * 0x80;
    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
    };

    private EightBytes() {}

    /** The bytes from there on. */
    public static long at(byte[] bytes, int from) {
        return (long) WORDS.get(bytes, from);
    }

    /** How many of them come before the first ASCII character up to that one; 8 if all do. */
    public static int before(char last, long word) {
        // Each byte's difference is from 1 to 0xff, so that none borrows from the next byte.
        long found = HIGH + EACH * last - (word & ~HIGH) & ~word & HIGH;
        return Long.numberOfTrailingZeros(found) >>> 3;
    }

    /** How many of them are digits, up to the first that is none. */
    static int digits(long word) {
        long values = word ^ EACH * '0';
        // A byte may carry into those behind it, which do not count any more.
        long others = (values + EACH * (0x80 - 10) | values) & HIGH;
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    /** A number with so many digits of a word behind its own, 1 to 8. */
    static long appended(long number, long word, int digits) {
        return number * POWERS[digits] + value(word, digits);
    }

    /** The value of so many digits, 1 to 8. */
    static long value(long word, int digits) {
        // Zero bytes before them are digits too.
        long ones = word << -8 * digits & EACH * 0x0f;
        long pairs = ones * 10 + (ones >>> 8);
        long mask = 0x0000_00ff_0000_00ffL;
        // Each product's upper half holds what two pairs, four digits apart, add to the number.
        long outer = (pairs & mask) * (100 + (1_000_000L << 32));
        long inner = (pairs >>> 16 & mask) * (1 + (10_000L << 32));
        return outer + inner >>> 32;
    }
}
