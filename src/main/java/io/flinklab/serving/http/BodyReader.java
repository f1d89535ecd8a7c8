package io.flinklab.serving.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

/**
 * Reads a request's body without keeping a thread while the client sends nothing.
 *
 * <p>Within the exchange's patience a client has to send {@link #PART} more bytes or the rest.
 */
final class BodyReader implements Runnable {
    static final int PART = 32 * 1024;

    /** Where more than this is left to read, the answer may be lost with the connection. */
    private static final long MOST_PASSED_OVER = 64L * 1024 * 1024;

    private final Exchange exchange;
    private final Body body;
    private final Consumer<byte[]> whole;
    private Refusal refusal;
    private long received;
    private long seen;
    private boolean watched;
    private boolean late;
    private boolean ended;

    /**
     * @param whole takes the body; a refusal is answered here
     */
    BodyReader(Exchange exchange, Body body, Consumer<byte[]> whole) {
        this.exchange = exchange;
        this.body = body;
        this.whole = whole;
    }

    /** Reads what has come, and goes on when more has. */
    @Override
    public void run() {
        Content.Chunk chunk = exchange.request().read();
        while (chunk != null) {
            if (take(chunk)) {
                end();
                return;
            }
            chunk = exchange.request().read();
        }
        watch();
        exchange.request().demand(this);
    }

    /**
     * Reads and drops the body, because a client may read the answer only after it has sent all.
     */
    void refuse(Refusal reason) {
        refusal = reason;
        if (exchange.request().getHeaders().contains(HttpHeader.EXPECT)) {
            end();
        } else {
            run();
        }
    }

    /** Whether that was all. */
    private boolean take(Content.Chunk chunk) {
        if (Content.Chunk.isFailure(chunk)) {
            refuseOnce(reason(chunk.getFailure()));
            return true;
        }
        arrived(chunk.remaining());
        if (refusal == null) {
            try {
                body.add(chunk.getByteBuffer());
            } catch (Refusal tooLong) {
                refuseOnce(tooLong);
                body.release();
            }
        }
        chunk.release();
        return chunk.isLast() || received > MOST_PASSED_OVER;
    }

    private void refuseOnce(Refusal reason) {
        if (refusal == null) {
            refusal = reason;
        }
    }

    private Refusal reason(Throwable failure) {
        if (late || failure instanceof TimeoutException) {
            return new Refusal(
                    408,
                    "expected %s more bytes of the body, or its end, every %s ms; found fewer after %s bytes"
                            .formatted(PART, exchange.patience().toMillis(), received));
        }
        boolean chunked = exchange.request().getLength() < 0;
        return new Refusal(
                400,
                (chunked
                                ? "expected well-formed chunks up to the last, found another one, or the end,"
                                : "expected a body as long as its headers say, found its end")
                        + " after "
                        + received
                        + " bytes");
    }

    private synchronized void arrived(int bytes) {
        received += bytes;
    }

    private void end() {
        stopWatching();
        if (refusal == null) {
            whole.accept(body.bytes());
        } else {
            body.release();
            exchange.refuse(refusal);
        }
    }

    private synchronized void stopWatching() {
        ended = true;
    }

    private synchronized void watch() {
        if (!watched) {
            watched = true;
            lookLater();
        }
    }

    private synchronized void look() {
        if (ended) {
            return;
        }
        if (received - seen >= PART) {
            seen = received;
            lookLater();
        } else {
            late = true;
            // The next read of the body fails with this.
            exchange.request().fail(new TimeoutException());
        }
    }

    private void lookLater() {
        exchange.request()
                .getComponents()
                .getScheduler()
                .schedule(this::look, exchange.patience().toMillis(), TimeUnit.MILLISECONDS);
    }
}
