package io.flinklab.data.csv;

import io.flinklab.data.EightBytes;
import io.flinklab.data.Example;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.PlainRecords;
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
    private byte[] buffer = new byte[(1 << 16) + EightBytes.SLACK];
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
            end = lineEnd(end);
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

    /**
     * The next line, parsed where it stands. Null, and the line is still the next one, if it is no
     * plain record or is not in the buffer to its end.
     */
    ParsedRow.Accepted next(PlainRecords plain) {
        // Blank lines, comments and quoted fields begin so, and what is not ASCII.
        if (buffer[from] <= '#') {
            return null;
        }
        Example example = plain.read(buffer, from);
        int end = plain.end();
        if (example == null || end - from >= LONGEST || buffer[end] == '\r' && end + 1 == to) {
            return null;
        }
        Line line = decode(end);
        if (!line.defect().isEmpty()) {
            return null;
        }
        pass(line, end);
        return new ParsedRow.Accepted(example, line.number(), line.text());
    }

    private int lineEnd(int start) {
        byte[] bytes = buffer;
        int end = start;
        while (end < to) {
            int others = EightBytes.before('\r', EightBytes.at(bytes, end));
            end += others;
            if (others < Long.BYTES && (bytes[end] == '\n' || bytes[end] == '\r')) {
                break;
            }
            end += others < Long.BYTES ? 1 : 0;
        }
        return Math.min(end, to);
    }

    private Line line(int end) {
        return pass(decode(end), end);
    }

    private Line pass(Line line, int end) {
        from = end + line.end().length();
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

    private Line decode(int end) {
        String stop = "";
        if (end < to) {
            boolean crLf = buffer[end] == '\r' && end + 1 < to && buffer[end + 1] == '\n';
            stop = crLf ? "\r\n" : buffer[end] == '\r' ? "\r" : "\n";
        }
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
        int room = buffer.length - EightBytes.SLACK;
        if (to == room) {
            room *= 2;
            buffer = Arrays.copyOf(buffer, room + EightBytes.SLACK);
        }
        int count = in.read(buffer, to, room - to);
        to += Math.max(count, 0);
        // No plain record goes on behind what was read.
        buffer[to] = '"';
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
