package io.flinklab.training.rounds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A double in as few bytes as give it back to the bit: small whole numbers in one, larger ones and
 * those of two decimals in three or five, all others in nine.
 */
final class PackedNumber {
    /** A first byte below this is the number. */
    private static final int KINDS = 240;

    private static final int SHORT = KINDS;
    private static final int INT = KINDS + 1;
    private static final int HUNDREDTHS = KINDS + 2;
    private static final int DOUBLE = KINDS + 3;
    private static final double HUNDRED = 100;

    private PackedNumber() {}

    static void write(double number, DataOutput out) throws IOException {
        int whole = (int) number;
        int hundredths = (int) Math.rint(number * HUNDRED);
        if (isSame(whole, number)) {
            writeWhole(whole, out);
        } else if (isSame(hundredths / HUNDRED, number)) {
            out.writeByte(HUNDREDTHS);
            out.writeInt(hundredths);
        } else {
            out.writeByte(DOUBLE);
            out.writeDouble(number);
        }
    }

    /** Tells 0 from -0, unlike ==. */
    private static boolean isSame(double packed, double number) {
        return Double.doubleToRawLongBits(packed) == Double.doubleToRawLongBits(number);
    }

    private static void writeWhole(int number, DataOutput out) throws IOException {
        if (number >= 0 && number < KINDS) {
            out.writeByte(number);
        } else if (number == (short) number) {
            out.writeByte(SHORT);
            out.writeShort(number);
        } else {
            out.writeByte(INT);
            out.writeInt(number);
        }
    }

    static double read(DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case SHORT -> in.readShort();
            case INT -> in.readInt();
            case HUNDREDTHS -> in.readInt() / HUNDRED;
            case DOUBLE -> in.readDouble();
            default -> kind;
        };
    }
}
