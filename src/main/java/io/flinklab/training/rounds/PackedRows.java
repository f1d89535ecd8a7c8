package io.flinklab.training.rounds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Rows as bytes, each behind its length, in the pages of a {@link PageStore}. While they arrive,
 * each has the hash of its content with it; {@link #sort} puts them into an order by content.
 */
final class PackedRows {
    private static final int FIRST_SIZE = 256;

    /** Lengths below this take one byte, others five. */
    private static final int LONG_LENGTH = 255;

    private final PageStore store;
    private int[] pages = new int[1];
    private int pageCount;
    private byte[] tail = new byte[FIRST_SIZE];
    private int tailLength;
    private int rows;
    private boolean sorted;

    PackedRows(PageStore store) {
        this.store = store;
    }

    /** Takes a row that arrives. */
    void add(long hash, byte[] row, int length) throws IOException {
        requireSorted(false);
        putLength(Long.BYTES + length);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            put((byte) (hash >>> shift));
        }
        put(row, 0, length);
        rows++;
    }

    private void requireSorted(boolean expected) {
        if (sorted != expected) {
            throw new IllegalStateException(
                    "Rows are read once all of them are there; found one that arrived later.");
        }
    }

    private void putLength(int length) throws IOException {
        if (length < LONG_LENGTH) {
            put((byte) length);
            return;
        }
        put((byte) LONG_LENGTH);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            put((byte) (length >>> shift));
        }
    }

    private void put(byte value) throws IOException {
        makeRoom();
        tail[tailLength++] = value;
    }

    private void put(byte[] bytes, int from, int length) throws IOException {
        for (int at = from; at < from + length; ) {
            makeRoom();
            int copied = Math.min(from + length - at, tail.length - tailLength);
            System.arraycopy(bytes, at, tail, tailLength, copied);
            tailLength += copied;
            at += copied;
        }
    }

    private void makeRoom() throws IOException {
        if (tailLength < tail.length) {
            return;
        }
        if (tail.length < store.pageSize()) {
            tail = Arrays.copyOf(tail, Math.min(4 * tail.length, store.pageSize()));
            return;
        }
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, 2 * pageCount);
        }
        pages[pageCount++] = store.add(tail);
        tailLength = 0;
    }

    /**
     * Puts the rows into the order of their hashes, those of equal hashes into that of their bytes.
     * Needs room for all of them on the heap.
     */
    void sort() throws IOException {
        if (sorted) {
            return;
        }
        byte[] all = bytes();
        int[] starts = starts(all);
        long[] keys = sortedKeys(all, starts);
        clear();
        sorted = true;
        for (long key : keys) {
            int start = starts[(int) (key & indexMask(starts.length))];
            int length = length(all, start) - Long.BYTES;
            putLength(length);
            put(all, content(all, start), length);
        }
        rows = starts.length;
    }

    private byte[] bytes() throws IOException {
        int whole = Math.toIntExact((long) pageCount * store.pageSize() + tailLength);
        byte[] all = new byte[whole];
        int at = 0;
        for (int i = 0; i < pageCount; i++, at += store.pageSize()) {
            store.get(pages[i], all, at);
        }
        System.arraycopy(tail, 0, all, at, tailLength);
        return all;
    }

    private int[] starts(byte[] all) {
        int[] starts = new int[rows];
        int at = 0;
        for (int i = 0; i < rows; i++) {
            starts[i] = at;
            at += lengthBytes(all, at) + length(all, at);
        }
        return starts;
    }

    /** For each row, in order, the upper bits of its hash with its index in the lower ones. */
    private static long[] sortedKeys(byte[] all, int[] starts) {
        long indexMask = indexMask(starts.length);
        long[] keys = new long[starts.length];
        for (int i = 0; i < keys.length; i++) {
            // The first bits are the same for all: RowBuckets parts rows by them.
            keys[i] = (hash(all, starts[i]) << RowBuckets.PART_BITS) & ~indexMask | i;
        }
        Arrays.sort(keys);
        for (int from = 0; from < keys.length; ) {
            int to = from + 1;
            while (to < keys.length && ((keys[to] ^ keys[from]) & ~indexMask) == 0) {
                to++;
            }
            if (to > from + 1) {
                sortAlike(all, starts, keys, from, to);
            }
            from = to;
        }
        return keys;
    }

    private static void sortAlike(byte[] all, int[] starts, long[] keys, int from, int to) {
        long indexMask = indexMask(starts.length);
        Long[] alike = Arrays.stream(keys, from, to).boxed().toArray(Long[]::new);
        Arrays.sort(
                alike,
                (left, right) ->
                        compare(
                                all,
                                starts[(int) (left & indexMask)],
                                starts[(int) (right & indexMask)]));
        for (int i = 0; i < alike.length; i++) {
            keys[from + i] = alike[i];
        }
    }

    /** The hash is in front of the content. */
    private static int compare(byte[] all, int left, int right) {
        int leftFrom = left + lengthBytes(all, left);
        int rightFrom = right + lengthBytes(all, right);
        return Arrays.compareUnsigned(
                all,
                leftFrom,
                leftFrom + length(all, left),
                all,
                rightFrom,
                rightFrom + length(all, right));
    }

    private static long indexMask(int rows) {
        return (1L << (Integer.SIZE - Integer.numberOfLeadingZeros(rows))) - 1;
    }

    private static long hash(byte[] all, int start) {
        long hash = 0;
        int from = start + lengthBytes(all, start);
        for (int i = 0; i < Long.BYTES; i++) {
            hash = hash << Byte.SIZE | all[from + i] & 0xFF;
        }
        return hash;
    }

    private static int content(byte[] all, int start) {
        return start + lengthBytes(all, start) + Long.BYTES;
    }

    private static int lengthBytes(byte[] bytes, int start) {
        return (bytes[start] & 0xFF) < LONG_LENGTH ? 1 : 1 + Integer.BYTES;
    }

    private static int length(byte[] bytes, int start) {
        int length = bytes[start] & 0xFF;
        if (length == LONG_LENGTH) {
            length = 0;
            for (int i = 1; i <= Integer.BYTES; i++) {
                length = length << Byte.SIZE | bytes[start + i] & 0xFF;
            }
        }
        return length;
    }

    /** Gives the room of all rows back. */
    void clear() {
        for (int i = 0; i < pageCount; i++) {
            store.free(pages[i]);
        }
        pageCount = 0;
        tailLength = 0;
        rows = 0;
        sorted = false;
    }

    /** Hands each row's bytes, in order, to a reader. */
    void forEach(RowBytes reader) throws IOException {
        requireSorted(true);
        byte[] buffer = new byte[2 * store.pageSize()];
        int from = 0;
        int to = 0;
        int nextPage = 0;
        for (int left = rows; left > 0; left--) {
            while (!isWhole(buffer, from, to)) {
                buffer = roomForPage(buffer, from, to);
                to -= from;
                from = 0;
                to += nextPage < pageCount ? page(nextPage++, buffer, to) : tail(buffer, to);
            }
            int start = from + lengthBytes(buffer, from);
            int length = length(buffer, from);
            reader.read(buffer, start, length);
            from = start + length;
        }
    }

    private static boolean isWhole(byte[] buffer, int from, int to) {
        return from < to
                && from + lengthBytes(buffer, from) <= to
                && from + lengthBytes(buffer, from) + length(buffer, from) <= to;
    }

    /** The bytes not read yet at the beginning of an array that a page has room in after them. */
    private byte[] roomForPage(byte[] buffer, int from, int to) {
        int left = to - from;
        byte[] room =
                left + store.pageSize() <= buffer.length ? buffer : new byte[2 * buffer.length];
        System.arraycopy(buffer, from, room, 0, left);
        return room;
    }

    private int page(int number, byte[] buffer, int to) throws IOException {
        store.get(pages[number], buffer, to);
        return store.pageSize();
    }

    private int tail(byte[] buffer, int to) {
        System.arraycopy(tail, 0, buffer, to, tailLength);
        return tailLength;
    }

    /** Writes what {@link #restore} reads. */
    void write(DataOutput out) throws IOException {
        out.writeBoolean(sorted);
        out.writeInt(rows);
        out.writeInt(pageCount);
        byte[] page = new byte[store.pageSize()];
        for (int i = 0; i < pageCount; i++) {
            store.get(pages[i], page, 0);
            out.write(page);
        }
        out.writeInt(tailLength);
        out.write(tail, 0, tailLength);
    }

    /** Takes rows that were written; there are none before. */
    void restore(DataInput in, int pageSize) throws IOException {
        boolean areSorted = in.readBoolean();
        int written = in.readInt();
        byte[] page = new byte[pageSize];
        for (int left = in.readInt(); left > 0; left--) {
            in.readFully(page);
            put(page, 0, pageSize);
        }
        int length = in.readInt();
        byte[] rest = new byte[length];
        in.readFully(rest);
        put(rest, 0, length);
        rows = written;
        sorted = areSorted;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface RowBytes {
        void read(byte[] bytes, int start, int length) throws IOException;
    }
}
