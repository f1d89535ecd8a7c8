package io.flinklab.streaming;

import io.flinklab.data.Secrets;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * How a job calls a scoring service.
 *
 * @param service the service's address, as {@code http://127.0.0.1:8080}; a path is kept before
 *     {@code /score}
 * @param timeout after which one try of a request counts as failed
 * @param tries of one request before the job fails
 * @param backoff before the second try; doubled before each further one, up to 5 seconds
 * @param capacity examples that a subtask holds at once: waiting, under way, or answered before an
 *     earlier one
 * @param requests under way at once, for each subtask
 * @param batch examples in one request at most. A request never waits for more: examples gather
 *     while all requests are under way
 */
public record RemoteOptions(
        URI service,
        Duration timeout,
        int tries,
        Duration backoff,
        int capacity,
        int requests,
        int batch)
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    /** Checks the values. */
    public RemoteOptions {
        boolean http = "http".equals(service.getScheme()) || "https".equals(service.getScheme());
        boolean bare = service.getRawUserInfo() == null && service.getRawQuery() == null;
        require(
                http && bare && service.getHost() != null,
                "an address as http://127.0.0.1:8080, without user or options",
                Secrets.hidden(service.toString()));
        require(!timeout.isNegative() && !timeout.isZero(), "a timeout above 0", timeout);
        require(tries > 0, "1 try or more", tries);
        require(!backoff.isNegative(), "a backoff of 0 or more", backoff);
        require(capacity > 0, "a capacity of 1 or more", capacity);
        require(requests > 0, "1 request at once or more", requests);
        require(batch > 0, "1 row in a request or more", batch);
    }

    /**
     * The usual: a timeout of 5 seconds, 10 tries over about 30 seconds, up to 100 examples in each
     * of 2 requests at once.
     */
    public static RemoteOptions of(URI service) {
        return new RemoteOptions(
                service, Duration.ofSeconds(5), 10, Duration.ofMillis(100), 1000, 2, 100);
    }

    /** The same with other limits to what is under way. */
    public RemoteOptions with(int otherCapacity, int otherRequests, int otherBatch) {
        return new RemoteOptions(
                service, timeout, tries, backoff, otherCapacity, otherRequests, otherBatch);
    }

    /** The same with other tries. */
    public RemoteOptions retrying(int otherTries, Duration otherBackoff) {
        return new RemoteOptions(
                service, timeout, otherTries, otherBackoff, capacity, requests, batch);
    }

    /** Where examples are sent to. */
    URI score() {
        String text = service.toString();
        return URI.create(
                (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/score");
    }

    /** The wait before a try, from 2 on. */
    Duration waitBefore(int tried) {
        Duration wait = backoff;
        for (int i = 2; i < tried && wait.compareTo(LONGEST_BACKOFF) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF;
    }

    private static void require(boolean holds, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + expected + ", found " + found);
        }
    }
}
