package io.flinklab.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A connection that sends the very bytes it is given, right or wrong. */
public final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    public RawConnection(URI service) throws IOException {
        this(service, 1 << 16);
    }

    /**
     * @param buffered how many bytes of an answer may wait here unread
     */
    RawConnection(URI service, int buffered) throws IOException {
        socket.setReceiveBufferSize(buffered);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
        in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * An answer.
     *
     * @param headers the last value of each, whatever the case of its name
     */
    public record Response(int status, Map<String, String> headers, String body) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(body);
        }

        public String reason() throws IOException {
            return json().at("/error/reason").asText();
        }

        public String header(String name) {
            return headers.get(name);
        }
    }

    /** Sends text as ISO-8859-1. */
    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** No more is sent; answers can still be read. */
    RawConnection end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Waits for an answer; an {@link EOFException} where the service closes without one. */
    public Response read() throws IOException {
        return read(true);
    }

    /** The same for HEAD, whose answer has a length and no body. */
    Response readHead() throws IOException {
        return read(false);
    }

    /** Whether something of an answer has come that was not read. */
    public boolean isAnswered() throws IOException {
        return in.available() > 0;
    }

    /** Waits until the service closes; false where it sends something first. */
    boolean isClosed() throws IOException {
        in.mark(1);
        boolean closed = in.read() < 0;
        in.reset();
        return closed;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Response read(boolean withBody) throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        byte[] body = withBody && status >= 200 ? body(headers) : new byte[0];
        return new Response(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        String length = headers.get("Content-Length");
        if (length != null) {
            return in.readNBytes(Integer.parseInt(length));
        }
        return headers.containsKey("Transfer-Encoding") ? chunks() : in.readAllBytes();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = length(); length > 0; length = length()) {
            body.write(in.readNBytes(length));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int length() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed after \"" + line + '"');
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
