package io.flinklab.serving.http;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Scheduler;

/** Sends an answer, and hangs up on a client that does not take it. */
final class AnswerWriter extends IteratingCallback {
    private final Exchange exchange;
    private final byte[] answer;
    private final EndPoint client;
    private final Scheduler scheduler;
    private volatile int sent;
    private int seen;

    AnswerWriter(Exchange exchange, byte[] answer) {
        this.exchange = exchange;
        this.answer = answer;
        // Not to be had any more when the answer is on its way.
        client = exchange.request().getConnectionMetaData().getConnection().getEndPoint();
        scheduler = exchange.request().getComponents().getScheduler();
    }

    /** Returns at once, whatever the client does. */
    void write() {
        iterate();
        if (!isSucceeded()) {
            seen = sent;
            lookLater();
        }
    }

    @Override
    protected Action process() {
        if (sent == answer.length) {
            return Action.SUCCEEDED;
        }
        int begin = sent;
        sent = Math.min(answer.length, begin + BodyReader.PART);
        ByteBuffer part = ByteBuffer.wrap(answer, begin, sent - begin);
        exchange.response().write(sent == answer.length, part, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        exchange.callback().succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable failure) {
        exchange.callback().failed(failure);
    }

    private void lookLater() {
        scheduler.schedule(this::look, exchange.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (isSucceeded() || isFailed()) {
            return;
        }
        if (sent == seen) {
            client.close();
        } else {
            seen = sent;
            lookLater();
        }
    }
}
