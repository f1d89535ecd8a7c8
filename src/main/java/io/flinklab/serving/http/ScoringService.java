package io.flinklab.serving.http;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model behind HTTP/1.1.
 *
 * <ul>
 *   <li>{@code POST /score}: an example, or an array of them, as {@link
 *       io.flinklab.data.json.ExampleJson} reads them; all of a request are scored by one model
 *   <li>{@code GET /health}: 200 while the process is up
 *   <li>{@code GET /ready}: 200 while requests are welcome, otherwise 503
 *   <li>{@code GET /model}: the model in use, and the last one refused
 * </ul>
 *
 * <p>Every error is JSON: {@code {"error": {"column": ..., "reason": ...}}}.
 *
 * <p>Slow clients, however many, keep nobody waiting: no thread waits for a client, and of the
 * threads only a part scores. A client that sends or reads slower than {@link
 * ServiceOptions#bodyTimeout()} allows is dropped. Bodies that are longer than 8 KB, with their
 * answers, take at most a quarter of the heap together; one that finds no room is answered with
 * 503.
 */
public final class ScoringService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScoringService.class);
    private static final int THREADS = 32;

    /** Others are left for what needs no model. */
    private static final int SCORING_THREADS = 24;

    private static final Duration LAST_REQUESTS = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ServiceOptions options;
    private final Endpoints endpoints;
    private final GracefulHandler requests;
    private final Server server;
    private final ServerConnector connector;

    private ScoringService(ServiceOptions options, LiveModel model) {
        this.options = options;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        endpoints = new Endpoints(model, options, SCORING_THREADS, threads);
        server = new Server(threads);
        connector = connector();
        server.addConnector(connector);
        requests = new GracefulHandler(endpoints);
        server.setHandler(requests);
        server.setErrorHandler(new JsonErrors(options.bodyTimeout()));
    }

    /**
     * Starts to listen.
     *
     * @throws ServiceException if the address cannot be listened at
     */
    public static ScoringService start(ServiceOptions options, LiveModel model) {
        ScoringService service = new ScoringService(options, model);
        try {
            service.server.start();
        } catch (Exception e) {
            service.close();
            throw new ServiceException(options, e);
        }
        return service;
    }

    /** Where it listens. */
    public URI uri() {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return URI.create("http://" + host + ":" + connector.getLocalPort());
    }

    /**
     * Stops without failing a request: says that it is not ready for as long as the grace lasts,
     * goes on answering meanwhile, finishes what is under way.
     *
     * @throws InterruptedException if the thread is interrupted; then it has not stopped
     */
    public void drain() throws InterruptedException {
        endpoints.drain();
        Thread.sleep(options.grace().toMillis());
        close();
    }

    /** Takes no more requests, and finishes those under way, for 10 seconds at most. */
    @Override
    public void close() {
        // Not by Jetty's own grace, which waits for connections that ask nothing, too.
        connector.shutdown();
        try {
            requests.shutdown().get(LAST_REQUESTS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The service stops although it has not answered all requests", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("The service has stopped, but not as it should", e);
        }
    }

    private ServerConnector connector() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector listening = new ServerConnector(server, new HttpConnectionFactory(http));
        listening.setHost(options.host());
        listening.setPort(options.port());
        listening.setIdleTimeout(Math.max(IDLE.toMillis(), 2 * options.bodyTimeout().toMillis()));
        return listening;
    }

    /** The service cannot start. */
    public static final class ServiceException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /**
         * @param reason what was expected, what was found, what to do
         */
        public ServiceException(String reason) {
            super(reason);
        }

        ServiceException(ServiceOptions options, Throwable cause) {
            super(
                    "Expected to listen at %s, port %s; found: %s. Choose another address or port (0 is any free one)."
                            .formatted(options.host(), options.port(), rootMessage(cause)),
                    cause);
        }

        private static String rootMessage(Throwable cause) {
            Throwable root = cause;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return root.getMessage() == null ? root.toString() : root.getMessage();
        }
    }
}
