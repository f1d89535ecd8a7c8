package io.flinklab.data;

/** Whole numbers in as few bytes each as their range needs: none, 1, 2, 4 or 8. */
final class PackedLongs {
    private final long base;
    private final int width;
    private final byte[] bytes;
    private final short[] shorts;
    private final int[] ints;
    private final long[] longs;

    private PackedLongs(long base, int width, int size) {
        this.base = base;
        this.width = width;
        bytes = new byte[width == Byte.BYTES ? size : 0];
        shorts = new short[width == Short.BYTES ? size : 0];
        ints = new int[width == Integer.BYTES ? size : 0];
        longs = new long[width == Long.BYTES ? size : 0];
    }

    /** The first so many of the values, at least one. */
    static PackedLongs of(long[] values, int size) {
        long min = values[0];
        long max = values[0];
        for (int i = 1; i < size; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        PackedLongs packed = new PackedLongs(min, width(max - min), size);
        for (int i = 0; i < size; i++) {
            packed.put(i, values[i] - min);
        }
        return packed;
    }

    /** Of a range that does not fit a long, the difference is negative. */
    private static int width(long range) {
        if (range == 0) {
            return 0;
        } else if (range >>> Byte.SIZE == 0) {
            return Byte.BYTES;
        } else if (range >>> Short.SIZE == 0) {
            return Short.BYTES;
        }
        return range >>> Integer.SIZE == 0 ? Integer.BYTES : Long.BYTES;
    }

    private void put(int position, long offset) {
        switch (width) {
            case 0 -> {}
            case Byte.BYTES -> bytes[position] = (byte) offset;
            case Short.BYTES -> shorts[position] = (short) offset;
            case Integer.BYTES -> ints[position] = (int) offset;
            default -> longs[position] = offset;
        }
    }

    /** The value at a position. */
    long get(int position) {
        return base
                + switch (width) {
                    case 0 -> 0;
                    case Byte.BYTES -> Byte.toUnsignedLong(bytes[position]);
                    case Short.BYTES -> Short.toUnsignedLong(shorts[position]);
                    case Integer.BYTES -> Integer.toUnsignedLong(ints[position]);
                    default -> longs[position];
                };
    }
}
