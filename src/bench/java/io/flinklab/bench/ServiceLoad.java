package io.flinklab.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flinklab.churn.Churn;
import io.flinklab.data.Dataset;
import io.flinklab.data.json.ExampleJson;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Requests a second of a scoring service, by one thread whose connections each ask again when they
 * are answered. Prints the rate, and the median and the 99th percentile of the time of an answer in
 * microseconds; fails where an answer is not 200.
 *
 * <p>Arguments: the data file, the service's address, how many connections, how many customers a
 * request (1 is sent without an array), for how many seconds after a warm-up of half as many.
 */
final class ServiceLoad {
    private final byte[] request;
    private LongStream.Builder nanos = LongStream.builder();
    private int answered;

    private ServiceLoad(byte[] request) {
        this.request = request;
    }

    public static void main(String[] args) throws Exception {
        ServiceLoad load = new ServiceLoad(request(Path.of(args[0]), Integer.parseInt(args[3])));
        load.run(URI.create(args[1]), Integer.parseInt(args[2]), Double.parseDouble(args[4]));
    }

    private static byte[] request(Path data, int customers) {
        List<String> written =
                Dataset.read(Churn.SCHEMA, data).examples().stream()
                        .limit(customers)
                        .map(each -> ExampleJson.write(Churn.SCHEMA, each))
                        .toList();
        byte[] body = (customers == 1 ? written.get(0) : written.toString()).getBytes(UTF_8);
        byte[] head =
                ("POST /score HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                                + "Content-Length: "
                                + body.length
                                + "\r\n\r\n")
                        .getBytes(UTF_8);
        return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
    }

    private void run(URI service, int connections, double seconds) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                new Client(service).begin(selector);
            }
            ask(seconds / 2, selector);
            nanos = LongStream.builder();
            answered = 0;
            double took = ask(seconds, selector);
            Percentiles times = Percentiles.of(nanos.build());
            System.out.printf(
                    Locale.ROOT,
                    "%.0f\t%.0f\t%.0f%n",
                    answered / took,
                    times.p50() / 1e3,
                    times.p99() / 1e3);
        }
    }

    /** Gives how long it really took. */
    private double ask(double seconds, Selector selector) throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < seconds * 1e9) {
            selector.select(key -> ((Client) key.attachment()).goOn(key), 1000);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** A connection; with the process it ends. */
    private final class Client {
        private final ByteBuffer sent = ByteBuffer.wrap(request);
        private final ByteBuffer answer = ByteBuffer.allocate(1 << 20);
        private final SocketChannel channel;
        private long begun;

        Client(URI service) throws IOException {
            channel =
                    SocketChannel.open(new InetSocketAddress(service.getHost(), service.getPort()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
        }

        void begin(Selector selector) throws IOException {
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE, this);
            begun = System.nanoTime();
            write(key);
        }

        void goOn(SelectionKey key) {
            try {
                if (sent.hasRemaining()) {
                    write(key);
                } else if (channel.read(answer) < 0) {
                    throw new EOFException("Expected an answer, found the connection closed");
                } else if (isWhole()) {
                    done(key);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void write(SelectionKey key) throws IOException {
            channel.write(sent);
            key.interestOps(sent.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        private void done(SelectionKey key) throws IOException {
            long now = System.nanoTime();
            nanos.add(now - begun);
            answered++;
            begun = now;
            answer.clear();
            sent.rewind();
            write(key);
        }

        private boolean isWhole() throws IOException {
            String text = new String(answer.array(), 0, Math.min(answer.position(), 500), UTF_8);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return false;
            }
            if (!text.startsWith("HTTP/1.1 200 ")) {
                throw new IOException("Expected an answer with 200, found: " + text);
            }
            String name = "content-length: ";
            int length = text.toLowerCase(Locale.ROOT).indexOf(name) + name.length();
            String digits = text.substring(length, text.indexOf("\r", length));
            return answer.position() >= end + 4 + Integer.parseInt(digits);
        }
    }
}
