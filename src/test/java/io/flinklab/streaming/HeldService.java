package io.flinklab.streaming;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A service that scores everybody alike, when a test lets it, and counts what it is asked for. */
final class HeldService implements AutoCloseable {
    private static final Pattern CUSTOMER = Pattern.compile("\"CustomerId\":(\\d+)");
    private static final String SCORE =
            "{\"CustomerId\":%s,\"score\":0.25,\"prediction\":0,"
                    + "\"modelVersion\":\"v000001\",\"modelSha256\":\"ab\"}";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Integer> customers = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final HttpServer server;
    private final Hold hold;

    private HeldService(HttpServer server, Hold hold) {
        this.server = server;
        this.hold = hold;
    }

    /** Lets a request be answered when it returns. */
    interface Hold {
        void await() throws Exception;
    }

    static HeldService start(Hold hold) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HeldService service = new HeldService(server, hold);
        server.setExecutor(service.threads);
        server.createContext("/score", service::answer);
        server.start();
        return service;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many customers each request had, so far. */
    List<Integer> customers() {
        return customers;
    }

    /** How many requests were under way at once, at most. */
    int mostAtOnce() {
        return most.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        List<String> ids =
                CUSTOMER.matcher(body).results().map(customer -> customer.group(1)).toList();
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        customers.add(ids.size());
        try {
            hold.await();
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            underWay.decrementAndGet();
        }
        byte[] scores =
                ids.stream()
                        .map(SCORE::formatted)
                        .collect(Collectors.joining(",", "[", "]"))
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, scores.length);
        exchange.getResponseBody().write(scores);
        exchange.close();
    }
}
