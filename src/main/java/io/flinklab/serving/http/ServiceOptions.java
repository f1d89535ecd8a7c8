package io.flinklab.serving.http;

import java.time.Duration;

/**
 * How a {@link ScoringService} listens.
 *
 * @param host the address to listen at, {@code 127.0.0.1} for this machine alone
 * @param port 0 for one that is free
 * @param maxBodyBytes a request with a longer body is refused
 * @param bodyTimeout how long a client may take to send the next 32 KB of a body, or the rest of
 *     it, and to take the next 32 KB of an answer
 * @param grace how long a stopping service goes on answering, so that a balancer sees in time that
 *     it is no longer ready
 */
public record ServiceOptions(
        String host, int port, int maxBodyBytes, Duration bodyTimeout, Duration grace) {

    /** The default of {@code serve}. */
    private static final Duration BODY_TIMEOUT = Duration.ofSeconds(5);

    /** Refuses a port, a size or a time that cannot be. */
    public ServiceOptions {
        require(port >= 0 && port <= 65_535, "a port from 0 to 65535", port);
        require(maxBodyBytes > 0, "a body size of 1 byte or more", maxBodyBytes);
        require(bodyTimeout.toMillis() > 0, "a body timeout of 1 ms or more", bodyTimeout);
        require(!grace.isNegative(), "a grace of 0 or more", grace);
    }

    /** With a body timeout of 5 seconds. */
    public ServiceOptions(String host, int port, int maxBodyBytes, Duration grace) {
        this(host, port, maxBodyBytes, BODY_TIMEOUT, grace);
    }

    private static void require(boolean holds, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + expected + ", found " + found);
        }
    }
}
