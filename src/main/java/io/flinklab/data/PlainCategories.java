package io.flinklab.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A column's categories by their bytes; it keeps some of them, so that examples share their texts.
 */
final class PlainCategories {
    private static final int BITS = 6;

    private final Column.Category column;
    private final long[] heads = new long[1 << BITS];
    private final byte[][] written = new byte[1 << BITS][];
    private final String[] read = new String[1 << BITS];

    PlainCategories(Column.Category column) {
        this.column = column;
    }

    /**
     * Null for what is no category of the column.
     *
     * @param record with {@link EightBytes#SLACK} bytes behind the category
     */
    String read(byte[] record, int from, int to) {
        int length = to - from;
        long word = EightBytes.at(record, from);
        long head = length < Long.BYTES ? word & (1L << 8 * length) - 1 : word;
        // Fibonacci hashing: the golden ratio's multiples spread evenly.
        long tail = length > Long.BYTES ? EightBytes.at(record, to - Long.BYTES) : length;
        int place = (int) ((head + 31 * tail) * 0x9e37_79b9_7f4a_7c15L >>> Long.SIZE - BITS);
        byte[] known = written[place];
        boolean same =
                known != null
                        && heads[place] == head
                        && known.length == length
                        && (length <= Long.BYTES
                                || Arrays.equals(record, from, to, known, 0, length));
        return same ? read[place] : read(record, from, to, head, place);
    }

    private String read(byte[] record, int from, int to, long head, int place) {
        try {
            String text = column.read(new String(record, from, to - from, StandardCharsets.UTF_8));
            // Models intern theirs: the same text is found faster. Not for columns of many texts.
            read[place] = read[place] == null ? text.intern() : text;
        } catch (BadValue bad) {
            return null;
        }
        heads[place] = head;
        written[place] = Arrays.copyOfRange(record, from, to);
        return read[place];
    }
}
