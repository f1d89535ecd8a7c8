package io.flinklab.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server of this process listens.
 *
 * @param host a name or an address of this machine; {@code 0.0.0.0} for all of its addresses
 * @param port 1 to 65535
 */
record ListenAddress(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:(?<host>\\[[0-9A-Fa-f:.]+]|[^:/\\[\\]\\s]+):)?(?<port>\\d{1,5})");
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code [HOST:]PORT}; without a host, the loopback interface.
     *
     * @throws IllegalArgumentException the text has another form
     */
    static ListenAddress parse(String text) {
        Matcher parts = FORM.matcher(text);
        int port = parts.matches() ? Integer.parseInt(parts.group("port")) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "Expected [HOST:]PORT with a port from 1 to 65535, found \"" + text + "\"");
        }
        String host = parts.group("host");
        return new ListenAddress(host == null ? LOOPBACK : host, port);
    }

    /**
     * Returns if a server can listen here now.
     *
     * @throws StreamException if the address is not this machine's, or another program's
     */
    void requireFree() {
        InetSocketAddress address = new InetSocketAddress(host, port);
        try (ServerSocket socket = new ServerSocket()) {
            if (address.isUnresolved()) {
                throw new IOException("unknown host");
            }
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            throw StreamException.cannotListen(this, e);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
