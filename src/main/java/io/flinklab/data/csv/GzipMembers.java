package io.flinklab.data.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses what gzip wrote (RFC 1952), one member after another. Java's own stream ends
 * silently where a member is followed by other bytes, or by a member whose bytes have not come yet.
 */
final class GzipMembers extends FilterInputStream {
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private boolean inMember;

    private GzipMembers(InputStream in) {
        super(in);
    }

    /** A stream's text: decompressed if it begins as gzip's files do, otherwise as it is. */
    static InputStream decoded(InputStream in) throws IOException {
        byte[] begin = new byte[2];
        int length = in.readNBytes(begin, 0, begin.length);
        PushbackInputStream whole = new PushbackInputStream(in, begin.length);
        whole.unread(begin, 0, length);
        boolean compressed =
                length == 2 && (begin[0] & 0xff) == FIRST && (begin[1] & 0xff) == SECOND;
        return compressed ? new GzipMembers(whole) : whole;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember || nextMember()) {
            int count = inflate(bytes, offset, length);
            if (count > 0) {
                checksum.update(bytes, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsInput()) {
                require(fill());
                inflater.setInput(buffer, from, to - from);
            } else {
                throw damaged();
            }
        }
        return -1;
    }

    private int inflate(byte[] bytes, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(bytes, offset, length);
        } catch (DataFormatException e) {
            throw damaged();
        }
    }

    private boolean nextMember() throws IOException {
        if (from == to && !fill()) {
            return false;
        }
        if (next() != FIRST || next() != SECOND) {
            throw new ZipException("there are other bytes behind what gzip wrote");
        }
        if (next() != DEFLATE) {
            throw damaged();
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw damaged();
        }
        // Time, speed, operating system.
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() + (next() << 8));
        }
        skipText((flags & NAME) != 0);
        skipText((flags & COMMENT) != 0);
        skip((flags & HEADER_CRC) != 0 ? 2 : 0);
        inflater.reset();
        inflater.setInput(buffer, from, to - from);
        checksum.reset();
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        from = to - inflater.getRemaining();
        long expected = number();
        long length = number();
        if (expected != checksum.getValue()
                || length != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw damaged();
        }
        inMember = false;
    }

    private long number() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText(boolean present) throws IOException {
        int last = present ? next() : 0;
        while (last != 0) {
            last = next();
        }
    }

    private int next() throws IOException {
        require(from < to || fill());
        return buffer[from++] & 0xff;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(in.read(buffer, 0, buffer.length), 0);
        return to > 0;
    }

    private static void require(boolean more) throws ZipException {
        if (!more) {
            throw new ZipException("it is cut off: what gzip wrote has no end");
        }
    }

    private static ZipException damaged() {
        return new ZipException("it is damaged: it is not what gzip wrote");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        super.close();
    }
}
