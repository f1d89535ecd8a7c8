package io.flinklab.data.flink;

import java.io.IOException;
import java.io.InputStream;

/** A file's bytes up to the size that it had when it was taken. */
final class TakenBytes extends InputStream {
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private final InputStream in;
    private final FileStamp stamp;
    private final byte[] begin = new byte[GZIP.length];
    private long count;
    private int last = '\n';
    private boolean more;

    TakenBytes(InputStream in, FileStamp stamp) {
        this.in = in;
        this.stamp = stamp;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int wanted = stamp.isPipe() ? length : (int) Math.min(length, stamp.size() - count);
        if (wanted == 0) {
            more = more || in.read() >= 0;
            return -1;
        }
        int read = in.read(buffer, offset, wanted);
        for (int i = 0; i < read && count + i < begin.length; i++) {
            begin[(int) count + i] = buffer[offset + i];
        }
        if (read > 0) {
            count += read;
            last = buffer[offset + read - 1];
        }
        return read;
    }

    /** Whether the file ended before the size that it had. */
    boolean isShort() {
        return !stamp.isPipe() && count < stamp.size();
    }

    /** After the end: whether the last line was cut, because the file is another one by now. */
    boolean isCut() {
        boolean text = begin[0] != GZIP[0] || begin[1] != GZIP[1];
        return text && last != '\n' && last != '\r' && (more || isShort());
    }

    long count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
