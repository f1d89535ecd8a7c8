package io.flinklab.serving.http;

import java.time.Duration;

/**
 * How a {@link ScoringService} listens.
 *
 * @param host the address to listen at, {@code 127.0.0.1} for this machine alone
 * @param port 0 for one that is free
 * @param maxBodyBytes a request with a longer body is refused
 * @param grace how long a stopping service goes on answering, so that a balancer sees in time that
 *     it is no longer ready
 */
public record ServiceOptions(String host, int port, int maxBodyBytes, Duration grace) {

    /** Refuses a port, a size or a time that cannot be. */
    public ServiceOptions {
        require(port >= 0 && port <= 65_535, "a port from 0 to 65535", port);
        require(maxBodyBytes > 0, "a body size of 1 byte or more", maxBodyBytes);
        require(!grace.isNegative(), "a grace of 0 or more", grace);
    }

    private static void require(boolean holds, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + expected + ", found " + found);
        }
    }
}
