package io.flinklab.interchange.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What goes to a worker and what comes back: a line of JSON with the length of what follows as
 * {@code bytes}, then that many bytes.
 *
 * @param header the line, without the length
 * @param body for example doubles in Java's byte order, so that they arrive to the last bit
 */
record Message(ObjectNode header, byte[] body) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String LENGTH = "bytes";

    /** A header holds the texts of a batch, or a traceback's last lines. */
    private static final int LONGEST_HEADER = 1 << 20;

    private static final int SHOWN = 200;

    /** An empty header, to be filled. */
    static ObjectNode newHeader() {
        return MAPPER.createObjectNode();
    }

    /**
     * Reads one message.
     *
     * @throws StreamCorruptedException the stream holds something else
     * @throws IOException the stream ends
     */
    static Message read(InputStream from) throws IOException {
        return read(from, Integer.MAX_VALUE);
    }

    /**
     * The same for a body of so many bytes at most.
     *
     * @throws StreamCorruptedException the stream holds something else
     * @throws IOException the stream ends
     */
    static Message read(InputStream from, int most) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = from.read();
        while (next >= 0 && next != '\n') {
            if (line.size() == LONGEST_HEADER) {
                throw corrupted("expected a message", line.toString(StandardCharsets.UTF_8));
            }
            line.write(next);
            next = from.read();
        }
        if (next < 0) {
            throw new EOFException("expected a message, found the end");
        }
        ObjectNode header = header(line.toString(StandardCharsets.UTF_8));
        int length = header.path(LENGTH).asInt();
        if (length < 0 || length > most) {
            throw corrupted("expected a message of 0 to " + most + " bytes", header.toString());
        }
        byte[] body = from.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("expected " + length + " bytes, found " + body.length);
        }
        header.remove(LENGTH);
        return new Message(header, body);
    }

    /** Writes this one, and waits until it is on its way. */
    void write(OutputStream to) throws IOException {
        ObjectNode line = newHeader().put(LENGTH, body.length).setAll(header);
        to.write(MAPPER.writeValueAsBytes(line));
        to.write('\n');
        to.write(body);
        to.flush();
    }

    private static ObjectNode header(String line) throws IOException {
        try {
            ObjectNode header = MAPPER.readValue(line, ObjectNode.class);
            if (header.path(LENGTH).isInt()) {
                return header;
            }
        } catch (JsonProcessingException noJson) {
            throw corrupted("expected a message", line);
        }
        throw corrupted("expected a message with its length", line);
    }

    private static StreamCorruptedException corrupted(String expected, String found) {
        String shown = found.length() > SHOWN ? found.substring(0, SHOWN) + "..." : found;
        return new StreamCorruptedException(expected + ", found \"" + shown.strip() + "\"");
    }

    /** The body's numbers. */
    double[] doubles() {
        double[] numbers = new double[body.length / Double.BYTES];
        ByteBuffer.wrap(body).asDoubleBuffer().get(numbers);
        return numbers;
    }
}
