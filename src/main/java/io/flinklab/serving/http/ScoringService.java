package io.flinklab.serving.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A model behind HTTP/1.1.
 *
 * <ul>
 *   <li>{@code POST /score}: a customer, or an array of them, as {@link
 *       io.flinklab.data.CustomerJson} reads them; all of a request are scored by one model
 *   <li>{@code GET /health}: 200 while the process is up
 *   <li>{@code GET /ready}: 200 while requests are welcome, otherwise 503
 *   <li>{@code GET /model}: the model in use, and the last one refused
 * </ul>
 *
 * <p>Every error is JSON: {@code {"error": {"column": ..., "reason": ...}}}.
 */
public final class ScoringService implements AutoCloseable {
    private static final int THREADS = 32;
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(10);

    private final ServiceOptions options;
    private final Endpoints endpoints;
    private final Javalin server;

    private ScoringService(ServiceOptions options, LiveModel model) {
        this.options = options;
        endpoints = new Endpoints(model, options.maxBodyBytes());
        server = endpoints.addTo(Javalin.create(this::configure));
    }

    /**
     * Starts to listen.
     *
     * @throws ServiceException if the address cannot be listened at
     */
    public static ScoringService start(ServiceOptions options, LiveModel model) {
        ScoringService service = new ScoringService(options, model);
        try {
            service.server.start(options.host(), options.port());
            // Not before: Jetty hides why it cannot start behind why it cannot stop gracefully.
            service.jetty().setStopTimeout(LAST_REQUESTS.toMillis());
        } catch (Exception e) {
            // Whatever it is: Javalin, in Kotlin, throws checked exceptions undeclared.
            throw new ServiceException(options, e);
        }
        return service;
    }

    /** Where it listens. */
    public URI uri() {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return URI.create("http://" + host + ":" + server.port());
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

    /** Takes no more requests, and finishes those under way. */
    @Override
    public void close() {
        server.stop();
    }

    private void configure(JavalinConfig config) {
        config.showJavalinBanner = false;
        config.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.jetty.threadPool = new QueuedThreadPool(THREADS, 4);
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        // When it stops, Jetty waits for the requests that this handler counts.
        config.jetty.modifyServer(jetty -> jetty.setHandler(new StatisticsHandler()));
    }

    private Server jetty() {
        return server.jettyServer().server();
    }
}
