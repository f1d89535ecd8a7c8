package io.flinklab.data.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes into lines of UTF-8 text. Splits before it decodes, so that a wrong byte costs one line and
 * not the file.
 */
final class LineReader implements Closeable {
    private static final int LONGEST = 16 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private long number = 1;

    LineReader(InputStream in) throws IOException {
        this.in = in;
        while (to < 3 && fill()) {}
        boolean marked =
                to >= 3
                        && buffer[0] == (byte) 0xEF
                        && buffer[1] == (byte) 0xBB
                        && buffer[2] == (byte) 0xBF;
        from = marked ? 3 : 0;
    }

    /** The next line, or null at the end. */
    Line next() throws IOException {
        int end = from;
        while (true) {
            while (end < to && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            if (end - from >= LONGEST) {
                return tooLong();
            }
            boolean undecided = end == to || (buffer[end] == '\r' && end + 1 == to);
            if (!undecided) {
                return line(end);
            }
            int scanned = end - from;
            if (!fill()) {
                return from == to ? null : line(from + scanned);
            }
            end = from + scanned;
        }
    }

    private Line line(int end) {
        String stop = "";
        if (end < to) {
            boolean crLf = buffer[end] == '\r' && end + 1 < to && buffer[end + 1] == '\n';
            stop = crLf ? "\r\n" : buffer[end] == '\r' ? "\r" : "\n";
        }
        Line line = decode(end, stop);
        from = end + stop.length();
        number++;
        return line;
    }

    /** A piece of an endless line; the rest follows under the same number. */
    private Line tooLong() {
        int end = from + LONGEST;
        String text = new String(buffer, from, end - from, StandardCharsets.UTF_8);
        from = end;
        return new Line(number, text, "", "expected a line of at most 16 MiB, this is part of one");
    }

    private Line decode(int end, String stop) {
        String text = new String(buffer, from, end - from, StandardCharsets.UTF_8);
        boolean valid = text.indexOf('\uFFFD') < 0 || isUtf8(end);
        return new Line(number, text, stop, valid ? "" : "expected UTF-8 text, found other bytes");
    }

    private boolean isUtf8(int end) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, end - from));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    /** Reads more behind what is left; false at the end of the file. Moves {@code from}. */
    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int count = in.read(buffer, to, buffer.length - to);
        to += Math.max(count, 0);
        return count >= 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /**
     * One line of a file.
     *
     * @param number from 1
     * @param text without its end; wrong bytes shown as U+FFFD
     * @param end the line break: LF, CR LF, CR, or empty at the end of the file
     * @param defect why the text is not as in the file, empty if it is
     */
    record Line(long number, String text, String end, String defect) {}
}
